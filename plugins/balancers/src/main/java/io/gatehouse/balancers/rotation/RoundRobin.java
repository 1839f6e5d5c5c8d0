package io.gatehouse.balancers.rotation;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Selector;
import io.gatehouse.balancers.place.Openings;
import io.gatehouse.balancers.place.Rotation;
import java.util.concurrent.atomic.AtomicLong;

/** {@code balance roundrobin}: in turn by weight, in HAProxy's order; weights may change. */
public final class RoundRobin implements BalancerPlugin {
  @Override
  public String name() {
    return "roundrobin";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) {
    return new Spec();
  }

  private record Spec() implements BalancerSpec {
    @Override
    public String name() {
      return "roundrobin";
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      AtomicLong position = new AtomicLong();
      return servers -> new Turns(new Rotation(servers), servers.size(), position);
    }
  }

  /** A server that is not open loses its turn; nobody waits for it. */
  private record Turns(Rotation rotation, int servers, AtomicLong position) implements Selector {
    @Override
    public int choose(Exchange exchange, Filter filter) {
      int server = next();
      if (filter.open(server)) {
        return server;
      }
      if (!Openings.any(servers, filter)) {
        return NONE;
      }
      for (int misses = 0; misses < 4 * servers; misses++) {
        server = next();
        if (filter.open(server)) {
          return server;
        }
      }
      return Openings.first(server, servers, filter);
    }

    private int next() {
      return rotation.at(position.getAndIncrement() & Long.MAX_VALUE);
    }
  }
}
