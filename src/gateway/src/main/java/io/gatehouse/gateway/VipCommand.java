package io.gatehouse.gateway;

import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.gateway.vip.VipWishes;
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
        description = "The keepalived.conf.")
    private List<String> files = List.of();

    Release(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      Settings known = settings.settings();
      PluginCatalogue plugins = Gatehouse.plugins(console, known);
      return new VipRelease(console).by(new VipWishes(known.vip(), plugins.virtualIps()), files);
    }
  }
}
