package io.gatehouse.gateway;

import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.Conditions;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.server.NameTrial;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.gateway.process.GatewayProcess;
import io.gatehouse.gateway.process.Predecessors;
import io.gatehouse.gateway.process.ProcessWishes;
import io.gatehouse.gateway.vip.VipWishes;
import io.gatehouse.model.GatewayModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program as {@code haproxy}: its options, its messages, its exit codes. */
final class HaproxyCommand {
  private static final int BY_SIGNAL = 128;
  private static final int WRONG_CONDITION = 2;

  private final Console console;
  private int warnings;

  HaproxyCommand(Console console) {
    this.console = console;
  }

  int execute(String... arguments) throws InterruptedException {
    HaproxyArguments parsed;
    try {
      parsed = HaproxyArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      console.err().println("haproxy: " + e.getMessage());
      return 1;
    }
    if (parsed.has("-v") || parsed.has("-vv")) {
      console
          .out()
          .println("HAProxy version " + Product.HAPROXY + " - Gatehouse " + Product.VERSION);
      return 0;
    }
    return parsed.value("-cc").isPresent() ? condition(parsed.value("-cc").get()) : load(parsed);
  }

  private int condition(String expression) {
    BuildFacts facts = Product.facts();
    Diagnostics diagnostics = new Diagnostics();
    Environment environment = Environment.ofProcess(System.getenv(), facts);
    boolean holds = new Conditions(facts, environment).evaluate(expression, diagnostics);
    report(diagnostics);
    if (diagnostics.hasErrors()) {
      return WRONG_CONDITION;
    }
    return holds ? 0 : 1;
  }

  private int load(HaproxyArguments arguments) throws InterruptedException {
    Settings settings;
    try {
      settings = Settings.load(Map.of());
    } catch (IllegalArgumentException e) {
      alert(String.valueOf(e.getMessage()));
      return 1;
    }
    PluginCatalogue plugins = Gatehouse.plugins(console, settings);
    ConfigurationFiles files = files(arguments, plugins);
    Optional<GatewayModel> model = read(files, arguments, NameTrial.Known.NOBODY);
    if (model.isEmpty()) {
      return 1;
    }
    if (!arguments.has("-c")) {
      VipWishes vip = new VipWishes(settings.vip(), plugins.virtualIps());
      return run(model.get(), arguments, wishes(arguments, settings, vip, files));
    }
    if (arguments.has("-V")) {
      console.out().println("Configuration file is valid");
    }
    return 0;
  }

  private ConfigurationFiles files(HaproxyArguments arguments, PluginCatalogue plugins) {
    return new ConfigurationFiles(
        arguments.files(),
        () ->
            new Configurations(plugins, console.in(), arguments.environment())
                .with(arguments.value("-S").map(HaproxyCommand::masterSocket)),
        this::report);
  }

  private Optional<GatewayModel> read(
      ConfigurationFiles files, HaproxyArguments arguments, NameTrial.Known known) {
    warnings = 0;
    Optional<GatewayModel> model = files.read(known);
    if (model.isEmpty() || arguments.has("-dW") && warnings > 0) {
      alert("Fatal errors found in configuration.");
      return Optional.empty();
    }
    return model.map(arguments::limited);
  }

  /** There is no master process: its socket is one more door to this one. */
  private static String masterSocket(String address) {
    return "global\n  stats socket " + address.replace(',', ' ') + " level admin\n";
  }

  private ProcessWishes wishes(
      HaproxyArguments arguments, Settings settings, VipWishes vip, ConfigurationFiles files) {
    Predecessors predecessors =
        new Predecessors(
            arguments.processes().getOrDefault("-sf", List.of()),
            arguments.processes().getOrDefault("-st", List.of()));
    return new ProcessWishes(
        settings.transport(),
        settings.threads(),
        arguments.value("-p"),
        arguments.has("-Ws"),
        predecessors,
        Product.release(),
        vip,
        // Without a master HAProxy answers SIGHUP otherwise, and SIGUSR2 not at all.
        master(arguments) ? Optional.of(known -> read(files, arguments, known)) : Optional.empty());
  }

  private int run(GatewayModel model, HaproxyArguments arguments, ProcessWishes wishes)
      throws InterruptedException {
    HaproxyNarrator narrator =
        new HaproxyNarrator(console.err(), ProcessHandle.current().pid(), arguments.has("-q"));
    arguments.remarks().forEach(narrator::warning);
    if (model.global().process().daemon() && !arguments.staysInForeground()) {
      narrator.warning("'daemon': " + HaproxyArguments.FOREGROUND);
    }
    GatewayProcess process = new GatewayProcess(model, wishes, narrator);
    int code = process.run();
    // A master tells the signal that ended it (management guide section 4).
    return master(arguments) && code == 0 && process.fatal() > 0
        ? BY_SIGNAL + process.fatal()
        : code;
  }

  private static boolean master(HaproxyArguments arguments) {
    return arguments.has("-W") || arguments.has("-Ws");
  }

  private void report(Diagnostics diagnostics) {
    warnings = diagnostics.warnings();
    console.err().print(diagnostics.renderAsHaproxy(ProcessHandle.current().pid()));
  }

  private void alert(String message) {
    long pid = ProcessHandle.current().pid();
    console.err().println("[ALERT]    (" + pid + ") : config : " + message);
  }
}
