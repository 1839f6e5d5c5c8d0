package io.gatehouse.gateway;

import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.gateway.vip.VipWishes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse vip release}, for what a service manager does after a process has died. */
@Command(
    name = "vip",
    description = "Works on the virtual addresses of this machine.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class VipCommand implements Runnable {
  @Spec private CommandSpec own = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(own.commandLine(), "a command is missing");
  }

  /** Takes the addresses off and says on the wire that their master is gone. */
  @Command(
      name = "release",
      description =
          "Takes the virtual addresses of a dead process off the interfaces and tells the peers.",
      mixinStandardHelpOptions = true)
  static final class Release implements Callable<Integer> {
    private final Console console;

    @Mixin private SettingsOption settings = new SettingsOption();

    @Option(
        names = "-f",
        required = true,
        arity = "1..*",
        paramLabel = "FILE",
        description = "The keepalived.conf; more files are read too, but cost time.")
    private List<String> files = List.of();

    Release(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      Settings known = settings.settings();
      PluginCatalogue plugins = Gatehouse.plugins(console, known);
      ConfigurationLoader.Result result = new Configurations(plugins, console.in()).load(files);
      if (result.model().isEmpty()) {
        console.err().print(result.diagnostics().render());
        return 1;
      }
      try {
        new VipWishes(known.vip(), plugins.virtualIps())
            .provider()
            .release(result.model().get().vip())
            .forEach(console.out()::println);
        return 0;
      } catch (IOException e) {
        console.err().println("gatehouse: error: " + e.getMessage());
        return 1;
      }
    }
  }
}
