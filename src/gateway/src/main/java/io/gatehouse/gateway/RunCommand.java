package io.gatehouse.gateway;

import io.gatehouse.config.ConfigurationLoader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Refuses after the check: this build has no data plane to hand the model to. */
@Command(
    name = "run",
    description = "Checks the configuration; carrying traffic is not part of this build yet.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  static final String NO_DATA_PLANE =
      "the configuration is valid, but this build cannot carry traffic yet";

  private final Console console;

  @Option(names = "-f", required = true, arity = "1..*", paramLabel = "FILE")
  private List<String> files = List.of();

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ConfigurationLoader.Result result =
        new Configurations(Gatehouse.plugins(console), console.in()).load(files);
    console.err().print(result.diagnostics().render());
    if (result.model().isPresent()) {
      console.err().println("gatehouse: " + NO_DATA_PLANE);
    }
    return 1;
  }
}
