package io.gatehouse.api.rule;

import io.gatehouse.api.Exchange;
import java.util.Set;

/**
 * Reads one value from an exchange. Immutable and stateless; implement it as a record, because
 * configurations are compared with {@code equals}. Runs on event loops: it must not block and
 * should not allocate.
 */
public interface SampleFetch {

  /** The type of what {@link #fetch} yields; ADDRESS where only run time tells. */
  SampleType type();

  /** When there is something to read. */
  Set<Phase> phases();

  /** Whether it tells of the backend, which only the rules of backends and later ones know. */
  default boolean ofBackend() {
    return false;
  }

  /**
   * Whether it reads a connection's bytes as they come, of which an exchange of mode http knows no
   * more than the bodies.
   */
  default boolean ofBytes() {
    return false;
  }

  /**
   * Reads into {@code out}; false when there is nothing. One that has several values reads, where
   * {@link Sample#iterating}, the one at {@link Sample#cursor} and calls {@link Sample#more} when
   * others may follow; else the one that stands for all.
   */
  boolean fetch(Exchange exchange, Sample out);
}
