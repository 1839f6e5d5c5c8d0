package io.gatehouse.gateway;

import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.dataplane.server.NameTrial;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description = "Reads configuration files and shows everything that is wrong with them.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SettingsOption settings = new SettingsOption();

  @Option(
      names = "-f",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "A file, a folder of *.cfg and *.conf files, or - for the standard input.")
  private List<String> files = List.of();

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ConfigurationLoader.Result result =
        new Configurations(Gatehouse.plugins(console, settings.settings()), console.in())
            .load(files);
    boolean valid = ServerNames.tried(result, NameTrial.Known.NOBODY).isPresent();
    console.err().print(result.diagnostics().render());
    if (!valid) {
      console.err().println(result.diagnostics().errors() + " error(s)");
      return 1;
    }
    console.out().println("Configuration is valid");
    return 0;
  }
}
