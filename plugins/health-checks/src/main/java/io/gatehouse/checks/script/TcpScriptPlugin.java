package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.DialogueSpec;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import java.util.List;

/** {@code option tcp-check}: says and expects what {@code tcp-check} lines tell. */
public final class TcpScriptPlugin implements HealthCheckerPlugin {
  @Override
  public String name() {
    return "tcp-check";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) {
    return new Option();
  }

  @Override
  public String stepKeyword() {
    return "tcp-check";
  }

  @Override
  public CheckStep parseStep(Arguments arguments, List<CheckStep> before) throws ArgumentException {
    CheckStep step = StepLines.tcp(arguments);
    new StepOrder(before, arguments).tcp(step);
    return step;
  }

  /** The option before its lines are known. */
  private record Option() implements DialogueSpec {
    @Override
    public String name() {
      return "tcp-check";
    }

    @Override
    public HealthCheckerSpec with(List<CheckStep> steps) {
      return Script.tcp(steps);
    }

    @Override
    public Dialogue begin(CheckScene scene) {
      return Script.tcp(List.of()).begin(scene);
    }
  }
}
