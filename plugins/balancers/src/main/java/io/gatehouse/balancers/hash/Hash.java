package io.gatehouse.balancers.hash;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.rule.Expression;

/** {@code balance hash expression}: whatever a sample expression yields. */
public final class Hash implements BalancerPlugin {
  @Override
  public String name() {
    return "hash";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    if (!arguments.hasNext()) {
      throw arguments.error("balance hash requires a sample expression.");
    }
    return new Spec(arguments.expression());
  }

  private record Spec(Expression expression) implements HashSpec {
    @Override
    public String name() {
      return "hash";
    }

    @Override
    public KeyHash key(HashSettings settings) {
      return new ExpressionKey(settings, expression);
    }
  }
}
