package io.gatehouse.model;

import java.util.Set;

/**
 * {@code retries}, {@code option redispatch} and {@code retry-on}.
 *
 * @param redispatch interval P: 0 is never, P > 0 on every P-th retry, −N on the N-th before the
 *     last (−1 is the last)
 */
public record RetrySettings(int retries, int redispatch, Set<On> on) {

  public RetrySettings {
    on = Set.copyOf(on);
  }

  /** What is retried. */
  public enum On {
    CONN_FAILURE,
    EMPTY_RESPONSE,
    JUNK_RESPONSE,
    RESPONSE_TIMEOUT,
    ZERO_RTT_REJECTED,
    S401,
    S403,
    S404,
    S408,
    S421,
    S425,
    S429,
    S500,
    S501,
    S502,
    S503,
    S504
  }
}
