package io.gatehouse.gateway;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads the configuration and carries traffic until the process is told to end. */
@Command(
    name = "run",
    description = "Carries traffic until SIGTERM or SIGINT; SIGUSR1 lets exchanges end first.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SettingsOption settings = new SettingsOption();

  @Option(
      names = "-f",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "A file, a folder of *.cfg and *.conf files, or - for the standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-p", "--pidfile"},
      paramLabel = "FILE",
      description = "Where to write the process id.")
  private String pidfile = "";

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<String> file = pidfile.isEmpty() ? Optional.empty() : Optional.of(pidfile);
    return new GatewayRun(console).run(settings.settings(), files, file);
  }
}
