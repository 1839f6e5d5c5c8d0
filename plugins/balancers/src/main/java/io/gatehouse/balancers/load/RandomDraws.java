package io.gatehouse.balancers.load;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.Selector;
import io.gatehouse.balancers.place.Bounds;
import java.util.function.LongSupplier;

/**
 * {@code balance random(draws)}: draws servers from the consistent ring, in proportion to their
 * weights, and takes the least loaded of them (the power of two choices, by default).
 */
public final class RandomDraws implements BalancerPlugin {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    boolean counted = arguments.hasNext();
    long draws = counted ? arguments.integer("the number of draws", 1, Integer.MAX_VALUE) : 2;
    return new Spec((int) draws);
  }

  private record Spec(int draws) implements BalancerSpec {
    @Override
    public String name() {
      return "random";
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      return servers ->
          new Least(
              servers.toArray(Candidate[]::new),
              new Bounds(servers, setup.hash()),
              setup.random(),
              draws);
    }
  }

  private record Least(Candidate[] servers, Bounds ring, LongSupplier random, int draws)
      implements Selector {
    /** When even the lightest is full the exchange waits for any server, in the backend's queue. */
    @Override
    public int choose(Exchange exchange, Filter filter) {
      int best = draw(filter);
      for (int i = 1; i < draws; i++) {
        int other = draw(filter);
        if (lighter(servers[other], servers[best])) {
          best = other;
        }
      }
      return filter.open(best) ? best : NONE;
    }

    private int draw(Filter filter) {
      return ring.choose((int) random.getAsLong(), filter);
    }

    /** By exchanges for their weight, then by the rate of new ones; the later draw wins ties. */
    private static boolean lighter(Candidate one, Candidate other) {
      long ones = (long) one.served() * other.weight();
      long others = (long) other.served() * one.weight();
      if (ones != others) {
        return ones < others;
      }
      return (long) one.rate() * other.weight() <= (long) other.rate() * one.weight();
    }
  }
}
