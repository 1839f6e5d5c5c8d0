package io.gatehouse.gateway;

import io.gatehouse.gateway.plugins.PluginCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code gatehouse}; {@code gatehouse as-haproxy} and {@code as-keepalived} speak the
 * command lines of the programs it stands for.
 */
@Command(
    name = "gatehouse",
    description = "Load-balancing gateway that reads haproxy.cfg and keepalived.conf unchanged.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class Gatehouse implements Runnable {
  private static final String AS_HAPROXY = "as-haproxy";
  private static final int RELEASED_FILE = 3;
  private static final String AS_KEEPALIVED = "as-keepalived";

  private final CommandLine line = new CommandLine(this);

  private Gatehouse(Console console) {
    line.addSubcommand("check", new CheckCommand(console));
    line.addSubcommand("completion", new CompletionCommand(console));
    line.addSubcommand("plugins", new PluginsCommand(console));
    line.addSubcommand("quickstart", new QuickstartCommand(console));
    line.addSubcommand("rehearse", new RehearseCommand(console));
    line.addSubcommand("run", new RunCommand(console));
    CommandLine vip = new CommandLine(new VipCommand());
    vip.addSubcommand("release", new VipCommand.Release(console));
    line.addSubcommand("vip", vip);
    line.addSubcommand("version", new VersionCommand(console));
    String version = "Gatehouse " + Product.VERSION;
    line.getCommandSpec().version(version);
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().version(version));
  }

  /** Signals do not end the virtual machine, so nothing is left to its shutdown hooks. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(execute(Console.ofProcess(), arguments));
  }

  /** The exit code: 0 for success, 1 for a bad configuration, 2 for a bad command line. */
  static int execute(Console console, String... arguments) throws InterruptedException {
    if (arguments.length > 0 && arguments[0].equals(AS_HAPROXY)) {
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      return new HaproxyCommand(console).execute(rest);
    }
    if (arguments.length > 0 && arguments[0].equals(AS_KEEPALIVED)) {
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      return new KeepalivedCommand(console).execute(rest);
    }
    if (urgent(arguments)) {
      return new VipRelease(console).byBuiltIn(List.of(arguments[RELEASED_FILE]));
    }
    Optional<List<String>> plain = GatewayRun.plain(arguments);
    if (plain.isPresent()) {
      return new GatewayRun(console).run(plain.get());
    }
    return new Gatehouse(console).line.execute(arguments);
  }

  /**
   * Whether it is {@code vip release -f FILE} and no setting could name another plugin: then what
   * reads command lines and settings would cost more time than the release itself.
   */
  private static boolean urgent(String... arguments) {
    return arguments.length == RELEASED_FILE + 1
        && String.join(" ", arguments).startsWith("vip release -f ")
        && System.getenv("GATEHOUSE_VIP_PROVIDER") == null
        && System.getenv("GATEHOUSE_SETTINGS") == null
        && System.getProperty(VipValues.PROVIDER) == null
        && System.getProperty(Settings.FILE) == null
        && !Settings.usualFileNames(VipValues.PROVIDER);
  }

  /** The jars of {@code gatehouse.plugins.dir} beside the built-ins. */
  static PluginCatalogue plugins(Console console, Settings settings) {
    return settings
        .pluginsDir()
        .map(folder -> PluginCatalogue.load(folder, console.err()::println))
        .orElseGet(PluginCatalogue::builtIns);
  }

  @Override
  public void run() {
    throw new ParameterException(line, "a command is missing");
  }
}
