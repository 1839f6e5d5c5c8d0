package io.gatehouse.balancers.hash;

import io.gatehouse.api.Exchange;

/** The hash of the part of an exchange that decides about its server. Stateless. */
@FunctionalInterface
public interface KeyHash {

  /** No such part in this exchange: round robin decides. */
  long ABSENT = -1;

  /** The hash, 0 to 2^32-1, or {@link #ABSENT}. */
  long of(Exchange exchange);
}
