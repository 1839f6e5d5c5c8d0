package io.gatehouse.api.rule;

import org.jspecify.annotations.Nullable;

/** A name that an exchange waits for. Confined to the exchange's event loop. */
public interface NameLookup {

  /** Whether nothing is known yet. */
  boolean open();

  /** Its address, of 4 or 16 bytes; null while it is open and when there is none. */
  byte @Nullable [] address();
}
