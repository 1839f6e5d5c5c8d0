package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.ExchangeControl;

/**
 * A compiled condition. Besides yes and no there is "not yet": data that may still arrive could
 * decide otherwise. The three are numbers of which {@code &} is "and" and {@code |} is "or".
 *
 * <p>Immutable; called on event loops; allocates nothing.
 */
public interface Test {
  int FAIL = 0;
  int UNDECIDED = 1;
  int PASS = 3;

  /** {@link #FAIL}, {@link #PASS} or, only while inspection goes on, {@link #UNDECIDED}. */
  int test(ExchangeControl exchange);

  default boolean matches(ExchangeControl exchange) {
    return test(exchange) == PASS;
  }

  /** Yes becomes no and no yes; what is open stays open. */
  static int negate(int result) {
    return PASS >> result;
  }
}
