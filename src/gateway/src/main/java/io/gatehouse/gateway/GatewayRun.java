package io.gatehouse.gateway;

import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.gateway.process.GatewayProcess;
import io.gatehouse.gateway.process.Predecessors;
import io.gatehouse.gateway.process.ProcessWishes;
import io.gatehouse.gateway.vip.VipWishes;
import io.gatehouse.model.GatewayModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code gatehouse run} does.
 *
 * <p>Service managers write {@code run -f FILE}, and an address waits for that start: such a line
 * is understood here, because what reads command lines would make the start a third longer.
 */
final class GatewayRun {
  private static final String RUN = "run";
  private static final int FIRST_FILE = 2;

  private final Console console;

  GatewayRun(Console console) {
    this.console = console;
  }

  /** The files of a command line that is {@code run -f FILE…} and nothing else. */
  static Optional<List<String>> plain(String... arguments) {
    if (arguments.length <= FIRST_FILE
        || !arguments[0].equals(RUN)
        || !arguments[1].equals("-f")
        || Arrays.stream(arguments).skip(FIRST_FILE).anyMatch(word -> word.startsWith("-"))) {
      return Optional.empty();
    }
    return Optional.of(List.of(arguments).subList(FIRST_FILE, arguments.length));
  }

  /** With the settings of environment, properties and file; the exit code. */
  int run(List<String> files) throws InterruptedException {
    try {
      return run(Settings.load(Map.of()), files, Optional.empty());
    } catch (IllegalArgumentException e) {
      console.err().println(e.getMessage());
      return 2;
    }
  }

  int run(Settings settings, List<String> files, Optional<String> pidfile)
      throws InterruptedException {
    PluginCatalogue plugins = Gatehouse.plugins(console, settings);
    ConfigurationFiles sources =
        new ConfigurationFiles(
            files,
            () -> new Configurations(plugins, console.in()),
            said -> console.err().print(said.render()));
    Optional<GatewayModel> model = sources.read();
    if (model.isEmpty()) {
      return 1;
    }
    ProcessWishes wishes =
        new ProcessWishes(
            settings.transport(),
            settings.threads(),
            pidfile,
            true,
            Predecessors.NONE,
            Product.release(),
            new VipWishes(settings.vip(), plugins.virtualIps()),
            Optional.of(sources::read));
    return new GatewayProcess(model.get(), wishes, new PlainNarrator(console.err())).run();
  }
}
