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
import io.gatehouse.balancers.place.Openings;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * {@code balance peak-ewma [decay time]}: of two servers drawn at random the one that promises the
 * shorter wait, by a moving average that jumps to peaks and sinks slowly (10 s by default), times
 * the exchanges in flight. Beyond HAProxy.
 */
public final class PeakEwma implements BalancerPlugin {
  @Override
  public String name() {
    return "peak-ewma";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    Duration decay = Duration.ofSeconds(10);
    if (arguments.accept("decay")) {
      decay = arguments.time("a time");
      if (!decay.isPositive()) {
        throw arguments.error("the decay of peak-ewma must be positive");
      }
    }
    return new Spec(decay);
  }

  private record Spec(Duration decay) implements BalancerSpec {
    @Override
    public String name() {
      return "peak-ewma";
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      return new Learner(new Averages(setup.nanoClock(), decay.toNanos(), true), setup.random());
    }
  }

  private record Learner(Averages averages, LongSupplier random) implements Balancer {
    @Override
    public Selector selector(List<Candidate> servers) {
      return new Lighter(servers.toArray(Candidate[]::new), averages.of(servers), averages, random);
    }

    @Override
    public void observe(Candidate server, Outcome outcome) {
      averages.add(server, outcome.responseNanos(), outcome);
    }
  }

  private record Lighter(
      Candidate[] servers, Average[] known, Averages averages, LongSupplier random)
      implements Selector {
    @Override
    public int choose(Exchange exchange, Filter filter) {
      long draw = random.getAsLong();
      int one = Openings.first(below((int) (draw >>> 32), servers.length), servers.length, filter);
      if (one == NONE || servers.length == 1) {
        return one;
      }
      int distance = 1 + below((int) draw, servers.length - 1);
      int other = Openings.first((one + distance) % servers.length, servers.length, filter);
      return other == NONE || expected(one) <= expected(other) ? one : other;
    }

    private double expected(int server) {
      return averages.expected(servers[server], known[server], averages.now());
    }

    private static int below(int random, int bound) {
      return (int) (Integer.toUnsignedLong(random) * bound >>> 32);
    }
  }
}
