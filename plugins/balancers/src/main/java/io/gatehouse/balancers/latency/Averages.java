package io.gatehouse.balancers.latency;

import io.gatehouse.api.balance.Balancer.Outcome;
import io.gatehouse.api.balance.Candidate;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The averages of one backend's servers; they outlive the selectors, as the servers do. */
final class Averages {
  /** A failure counts as if the server had taken this long. */
  private static final long FAILURE_NANOS = 1_000_000_000;

  private final ConcurrentMap<Candidate, Average> known = new ConcurrentHashMap<>();
  private final LongSupplier clock;
  private final long halfLife;
  private final boolean peak;

  Averages(LongSupplier clock, long halfLife, boolean peak) {
    this.clock = clock;
    this.halfLife = halfLife;
    this.peak = peak;
  }

  /** The averages of these servers, by index; those of servers that left are forgotten. */
  Average[] of(List<Candidate> servers) {
    known.keySet().retainAll(servers);
    return servers.stream()
        .map(server -> known.computeIfAbsent(server, s -> new Average()))
        .toArray(Average[]::new);
  }

  void add(Candidate server, long nanos, Outcome outcome) {
    Average average = known.get(server);
    if (average != null && (outcome.failed() || nanos >= 0)) {
      long counted = outcome.failed() ? Math.max(nanos, FAILURE_NANOS) : nanos;
      average.add(counted, clock.getAsLong(), halfLife, peak);
    }
  }

  /**
   * The wait a new exchange has to expect: the average, once for each one in flight and for itself,
   * less for a heavy server. A server of which nothing is known expects none.
   */
  double expected(Candidate server, Average average, long now) {
    double waiting = (double) server.served() + server.queued() + 1;
    return average.at(now, halfLife) * waiting / server.weight();
  }

  long now() {
    return clock.getAsLong();
  }
}
