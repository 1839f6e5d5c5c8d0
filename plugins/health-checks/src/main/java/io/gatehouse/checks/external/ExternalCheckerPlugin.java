package io.gatehouse.checks.external;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import java.util.List;

/** Runs a command for each check (manual section 4.2, {@code external-check command}). */
public final class ExternalCheckerPlugin implements HealthCheckerPlugin {
  private static final String NAME = "external-check";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) {
    return new Spec("", "");
  }

  @Override
  public String stepKeyword() {
    return NAME;
  }

  @Override
  public CheckStep parseStep(Arguments arguments, List<CheckStep> before) throws ArgumentException {
    String word = arguments.next("'command' or 'path'");
    return switch (word) {
      case "command" -> new Command(arguments.next("a command"));
      case "path" -> new Path(arguments.next("a path"));
      default -> throw arguments.unknown("word of 'external-check'", List.of("command", "path"));
    };
  }

  /** {@code external-check command}. */
  private record Command(String name) implements CheckStep {}

  /** {@code external-check path}: where the command, and what it calls, is looked for. */
  private record Path(String folders) implements CheckStep {}

  private record Spec(String command, String path) implements HealthCheckerSpec {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public HealthCheckerSpec with(List<CheckStep> steps) {
      Spec spec = this;
      for (CheckStep step : steps) {
        spec =
            switch (step) {
              case Command command -> new Spec(command.name(), spec.path);
              case Path folders -> new Spec(spec.command, folders.folders());
              default -> throw new IllegalStateException("a line of another check: " + step);
            };
      }
      return spec;
    }

    @Override
    public boolean needsPort() {
      return false;
    }

    @Override
    public HealthChecker create() {
      return new ExternalChecker(command, path);
    }
  }
}
