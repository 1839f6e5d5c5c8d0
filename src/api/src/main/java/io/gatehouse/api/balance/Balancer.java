package io.gatehouse.api.balance;

import java.util.List;

/**
 * The running algorithm of one backend. It keeps what must survive a change of the servers, such as
 * the position of a rotation; what depends on the set of servers lives in the selectors it builds.
 */
public interface Balancer extends AutoCloseable {

  /**
   * Builds the selector for this set of servers. Called on the control thread at start and whenever
   * a server comes, goes or changes its weight.
   *
   * @param servers those that can be chosen now, at least one, in the order of the configuration,
   *     weight above 0
   */
  Selector selector(List<Candidate> servers);

  /** Told when a response has ended, for algorithms that learn. On the exchange's event loop. */
  default void observe(Candidate server, Outcome outcome) {}

  @Override
  default void close() {}

  /**
   * How an exchange with a server ended.
   *
   * @param connectNanos time to connect; 0 for a reused connection, -1 if it failed
   * @param responseNanos time to the response's head; -1 where there was none
   * @param totalNanos from the choice to the end
   * @param failed whether the server failed to answer properly
   */
  record Outcome(long connectNanos, long responseNanos, long totalNanos, boolean failed) {}
}
