package io.gatehouse.gateway;

import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.gateway.process.GatewayProcess;
import io.gatehouse.gateway.process.Predecessors;
import io.gatehouse.gateway.process.ProcessWishes;
import io.gatehouse.gateway.vip.VipWishes;
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
    Settings known = settings.settings();
    PluginCatalogue plugins = Gatehouse.plugins(console, known);
    ConfigurationLoader.Result result = new Configurations(plugins, console.in()).load(files);
    console.err().print(result.diagnostics().render());
    if (result.model().isEmpty()) {
      return 1;
    }
    Optional<String> file = pidfile.isEmpty() ? Optional.empty() : Optional.of(pidfile);
    ProcessWishes wishes =
        new ProcessWishes(
            known.transport(),
            known.threads(),
            file,
            true,
            Predecessors.NONE,
            Product.release(),
            new VipWishes(known.vip(), plugins.virtualIps()));
    return new GatewayProcess(result.model().get(), wishes, new PlainNarrator(console.err())).run();
  }
}
