package io.gatehouse.checks.tcp;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;

/** The check of servers that have {@code check} and no option that names another one. */
public final class TcpCheckerPlugin implements HealthCheckerPlugin {

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) {
    return new Spec();
  }

  private record Spec() implements HealthCheckerSpec {

    @Override
    public String name() {
      return "tcp";
    }

    @Override
    public HealthChecker create() {
      return new TcpChecker();
    }
  }
}
