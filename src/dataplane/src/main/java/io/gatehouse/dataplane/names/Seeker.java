package io.gatehouse.dataplane.names;

import org.jspecify.annotations.Nullable;

/** Somebody who wants to know what becomes of a name. Control thread. */
sealed interface Seeker permits GuestSeeker, ServerSeeker, ServiceSeeker {

  /**
   * A valid answer came, and is among the records.
   *
   * @param by whose answer it was; null for all but the first of those that share the lookup
   */
  void found(Lookup lookup, @Nullable NameServerLink by);

  /**
   * No valid answer came.
   *
   * @return whether it still lives by the records of the last one
   */
  boolean failed(Lookup lookup);

  /** The section is no more, nothing comes any more. */
  default void abandoned() {}
}
