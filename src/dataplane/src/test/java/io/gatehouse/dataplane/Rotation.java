package io.gatehouse.dataplane;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.Selector;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A rotation without weights: these tests need an algorithm, not the algorithms. */
record Rotation(String name) implements BalancerSpec {
  @Override
  public Balancer create(BalancerSetup setup) {
    AtomicInteger position = new AtomicInteger();
    return servers -> new Turns(servers, position);
  }

  private record Turns(List<Candidate> servers, AtomicInteger position) implements Selector {
    @Override
    public int choose(Exchange exchange, Filter filter) {
      for (int tried = 0; tried < servers.size(); tried++) {
        int index = Math.floorMod(position.getAndIncrement(), servers.size());
        if (filter.open(index)) {
          return index;
        }
      }
      return NONE;
    }
  }
}
