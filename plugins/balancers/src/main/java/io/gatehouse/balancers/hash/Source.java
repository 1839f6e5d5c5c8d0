package io.gatehouse.balancers.hash;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;

/**
 * {@code balance source}: the client's address. Its hash is the exclusive or of its 32-bit words
 * whatever function {@code hash-type} names; only {@code avalanche} applies.
 */
public final class Source implements BalancerPlugin {
  @Override
  public String name() {
    return "source";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) {
    return new Spec();
  }

  private record Spec() implements HashSpec {
    @Override
    public String name() {
      return "source";
    }

    @Override
    public KeyHash key(HashSettings settings) {
      return exchange -> hash(settings, exchange);
    }

    private static long hash(HashSettings settings, Exchange exchange) {
      byte[] address = exchange.sourceAddress();
      int folded = 0;
      for (int i = 0; i + 4 <= address.length; i += 4) {
        folded ^=
            address[i] << 24
                | (address[i + 1] & 0xff) << 16
                | (address[i + 2] & 0xff) << 8
                | address[i + 3] & 0xff;
      }
      return address.length == 0 ? KeyHash.ABSENT : HashFunctions.finish(settings, folded);
    }
  }
}
