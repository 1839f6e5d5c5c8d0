package io.gatehouse.balancers.load;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.Selector;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code balance leastconn}: the open server with the fewest exchanges, served and queued, for its
 * weight; equal ones in turn.
 */
public final class LeastConnections implements BalancerPlugin {
  @Override
  public String name() {
    return "leastconn";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) {
    return new Spec();
  }

  private record Spec() implements BalancerSpec {
    @Override
    public String name() {
      return "leastconn";
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      AtomicInteger turn = new AtomicInteger();
      return servers -> new Fewest(servers.toArray(Candidate[]::new), turn);
    }
  }

  /** Looks at the server after the last chosen first, so that equal ones take turns. */
  private static final class Fewest implements Selector {
    private static final int HEAVIEST = 4096;

    private final Candidate[] servers;
    private final AtomicInteger turn;

    Fewest(Candidate[] servers, AtomicInteger turn) {
      this.servers = servers;
      this.turn = turn;
    }

    @Override
    public int choose(Exchange exchange, Filter filter) {
      int seen = turn.get();
      int start = seen < servers.length ? seen : 0;
      int best = NONE;
      long fewest = Long.MAX_VALUE;
      for (int step = 0; step < servers.length && fewest != 0; step++) {
        int i = start + step < servers.length ? start + step : start + step - servers.length;
        long load = load(servers[i]);
        if (load < fewest && (filter.open(i) || mayQueue(i, filter))) {
          fewest = load;
          best = i;
        }
      }
      if (best != NONE) {
        turn.compareAndSet(seen, best + 1);
      }
      return best;
    }

    /** A full server whose own queue is bounded and has a place counts too, as in HAProxy. */
    private boolean mayQueue(int index, Filter filter) {
      Candidate server = servers[index];
      return server.maxqueue() > 0
          && !filter.avoided(index)
          && server.served() + server.queued() < server.maxconn() + server.maxqueue();
    }

    /** HAProxy's measure: an idle server is 0 whatever its weight, the next exchange counts. */
    private static long load(Candidate server) {
      long inflight = (long) server.served() + server.queued();
      return inflight == 0 ? 0 : (inflight + 1) * HEAVIEST / server.weight();
    }
  }
}
