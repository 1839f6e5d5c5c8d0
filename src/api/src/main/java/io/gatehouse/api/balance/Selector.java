package io.gatehouse.api.balance;

import io.gatehouse.api.Exchange;

/**
 * Chooses a server among a fixed set. Immutable but for atomic positions; called concurrently by
 * all event loops, once an exchange (and once more for each redispatch). It must not block, must
 * not allocate, and reads time and randomness only from its {@link BalancerSetup}.
 */
public interface Selector {

  /** No server: all are full or barred. */
  int NONE = -1;

  /**
   * @param exchange what is being balanced
   * @param filter says which servers may be taken now
   * @return index into the list the selector was built from, or {@link #NONE}. Algorithms that
   *     rotate must only return a server that {@link Filter#open} allows; those that hash may
   *     return a saturated one, the exchange then waits in that server's queue.
   */
  int choose(Exchange exchange, Filter filter);

  /** Momentary view of the servers, by index into the selector's list. Allocates nothing. */
  interface Filter {

    /**
     * Whether the server may take an exchange now: neither saturated (maxconn reached or others
     * waiting) nor the one this exchange must avoid after a failure.
     */
    boolean open(int index);

    /** Whether the server has failed this exchange already and another one is to be preferred. */
    boolean avoided(int index);
  }
}
