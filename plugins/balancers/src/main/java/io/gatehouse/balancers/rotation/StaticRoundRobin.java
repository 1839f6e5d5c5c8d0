package io.gatehouse.balancers.rotation;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.balancers.place.WeightMap;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code balance static-rr}: in turn by configured weight; weights cannot change while running. */
public final class StaticRoundRobin implements BalancerPlugin {
  @Override
  public String name() {
    return "static-rr";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) {
    return new Spec();
  }

  private record Spec() implements BalancerSpec {
    @Override
    public String name() {
      return "static-rr";
    }

    @Override
    public boolean dynamic(HashSettings hash) {
      return false;
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      AtomicInteger position = new AtomicInteger();
      return servers -> {
        WeightMap map = new WeightMap(servers);
        return (exchange, filter) -> map.next(position, filter);
      };
    }
  }
}
