package io.gatehouse.balancers.maglev;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Selector;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.balancers.hash.ExpressionKey;
import io.gatehouse.balancers.hash.HashFunctions;
import io.gatehouse.balancers.hash.KeyHash;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code balance maglev [expression]}: the table of Google's Maglev (NSDI 2016, section 3.4), more
 * even than a ring and looked up in one step. The key is the client's address, or the value of the
 * expression. Beyond HAProxy.
 */
public final class Maglev implements BalancerPlugin {
  @Override
  public String name() {
    return "maglev";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    return new Spec(arguments.hasNext() ? arguments.expression() : null);
  }

  private record Spec(@Nullable Expression expression) implements BalancerSpec {
    @Override
    public String name() {
      return "maglev";
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      KeyHash key =
          expression == null
              ? exchange -> ofSource(setup, exchange)
              : new ExpressionKey(setup.hash(), expression);
      AtomicInteger turn = new AtomicInteger();
      return servers -> new Lookup(key, new MaglevTable(servers), turn);
    }

    private static long ofSource(BalancerSetup setup, Exchange exchange) {
      byte[] address = exchange.sourceAddress();
      return address.length == 0
          ? KeyHash.ABSENT
          : HashFunctions.hash(setup.hash(), address, 0, address.length);
    }
  }

  /** Exchanges without a key walk through the table, which is round robin by weight. */
  private record Lookup(KeyHash key, MaglevTable table, AtomicInteger turn) implements Selector {
    @Override
    public int choose(Exchange exchange, Filter filter) {
      long hash = key.of(exchange);
      return hash == KeyHash.ABSENT
          ? table.nextOpen(turn.getAndIncrement(), filter)
          : table.at((int) hash, filter);
    }
  }
}
