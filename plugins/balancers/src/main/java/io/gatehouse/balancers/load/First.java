package io.gatehouse.balancers.load;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.Selector;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code balance first}: the lowest id with a free place. Weights do not count, and without {@code
 * maxconn} everything goes to one server.
 */
public final class First implements BalancerPlugin {
  @Override
  public String name() {
    return "first";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) {
    return new Spec();
  }

  private record Spec() implements BalancerSpec {
    @Override
    public String name() {
      return "first";
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      return Spec::byId;
    }

    private static Selector byId(List<Candidate> servers) {
      int[] order =
          IntStream.range(0, servers.size())
              .boxed()
              .sorted(Comparator.comparingInt(i -> servers.get(i).id()))
              .mapToInt(Integer::intValue)
              .toArray();
      return (exchange, filter) -> firstOpen(order, filter);
    }

    private static int firstOpen(int[] order, Selector.Filter filter) {
      for (int server : order) {
        if (filter.open(server)) {
          return server;
        }
      }
      return Selector.NONE;
    }
  }
}
