package io.gatehouse.balancers.place;

import io.gatehouse.api.balance.Selector;

/** Questions about all servers at once. */
public final class Openings {
  private Openings() {}

  /** Whether any server may take an exchange now. */
  public static boolean any(int servers, Selector.Filter filter) {
    return first(0, servers, filter) != Selector.NONE;
  }

  /** The first open server from index {@code from} on, going round once. */
  public static int first(int from, int servers, Selector.Filter filter) {
    for (int step = 0; step < servers; step++) {
      int index = from + step < servers ? from + step : from + step - servers;
      if (filter.open(index)) {
        return index;
      }
    }
    return Selector.NONE;
  }
}
