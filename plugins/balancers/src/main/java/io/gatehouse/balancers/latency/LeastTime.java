package io.gatehouse.balancers.latency;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.Selector;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code balance least-time [header|last_byte]}: of all servers the one with the shortest average
 * time, to the response's head or to its end, times the exchanges in flight; equal ones in turn. As
 * nginx has it; beyond HAProxy.
 */
public final class LeastTime implements BalancerPlugin {
  private static final long HALF_LIFE_NANOS = 10_000_000_000L;

  @Override
  public String name() {
    return "least-time";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    boolean lastByte = arguments.accept("last_byte");
    if (!lastByte) {
      arguments.accept("header");
    }
    return new Spec(lastByte);
  }

  private record Spec(boolean lastByte) implements BalancerSpec {
    @Override
    public String name() {
      return "least-time";
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      Averages averages = new Averages(setup.nanoClock(), HALF_LIFE_NANOS, false);
      return new Learner(averages, lastByte, new AtomicInteger());
    }
  }

  private record Learner(Averages averages, boolean lastByte, AtomicInteger turn)
      implements Balancer {
    @Override
    public Selector selector(List<Candidate> servers) {
      return new Shortest(servers.toArray(Candidate[]::new), averages.of(servers), averages, turn);
    }

    @Override
    public void observe(Candidate server, Outcome outcome) {
      averages.add(server, lastByte ? outcome.totalNanos() : outcome.responseNanos(), outcome);
    }
  }

  private record Shortest(
      Candidate[] servers, Average[] known, Averages averages, AtomicInteger turn)
      implements Selector {
    @Override
    public int choose(Exchange exchange, Filter filter) {
      int seen = turn.get();
      int start = seen < servers.length ? seen : 0;
      long now = averages.now();
      int best = NONE;
      double least = Double.MAX_VALUE;
      for (int step = 0; step < servers.length; step++) {
        int i = start + step < servers.length ? start + step : start + step - servers.length;
        double expected = averages.expected(servers[i], known[i], now);
        if (expected < least && filter.open(i)) {
          least = expected;
          best = i;
        }
      }
      if (best != NONE) {
        turn.compareAndSet(seen, best + 1);
      }
      return best;
    }
  }
}
