package io.gatehouse.gateway;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.config.keepalived.KeepalivedLanguage;
import io.gatehouse.config.keepalived.text.LocalMachine;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.gateway.process.KeepalivedProcess;
import io.gatehouse.gateway.vip.VipWishes;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The program as {@code keepalived}: its options, its exit codes. */
final class KeepalivedCommand {
  private static final String DEFAULT_FILE = "/etc/keepalived/keepalived.conf";
  private static final Path RUN = Path.of("/run");
  private static final Path SYSLOG = Path.of("/dev/log");

  private static final int WRONG_ARGUMENT = 1;
  private static final int WRONG_CONFIGURATION = 2;
  private static final int NO_CONFIGURATION = 6;
  private static final int TEST_NO_FILE = 4;
  private static final int TEST_FAILED = 5;

  private static final int DAEMON = 3;
  private static final int LOCAL0 = 16;
  private static final int LONGEST_LINE = 1_024;
  private static final int DEBUG = 7;

  /**
   * SIGJSON is a real-time signal at Keepalived, which would end a virtual machine: SIGURG does its
   * work here.
   */
  private static final Map<String, Integer> SIGNALS =
      Map.of("STOP", 15, "RELOAD", 1, "DATA", 10, "STATS", 12, "JSON", 23);

  private final Console console;

  KeepalivedCommand(Console console) {
    this.console = console;
  }

  int execute(String... arguments) throws InterruptedException {
    KeepalivedArguments parsed;
    try {
      parsed = KeepalivedArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      console.err().println(e.getMessage());
      return WRONG_ARGUMENT;
    }
    if (parsed.has("version")) {
      return version();
    }
    if (parsed.has("help")) {
      return help();
    }
    if (parsed.has("signum")) {
      return signal(parsed.value("signum").orElse(""));
    }
    return configured(parsed);
  }

  private int version() {
    console.err().println("Keepalived v2.2.7 (Gatehouse " + Product.VERSION + ")");
    console.err().println();
    console.err().println("VRRP of Gatehouse with Keepalived's command line and configuration.");
    console.err().println("configure options: --enable-json");
    return 0;
  }

  private int help() {
    console.err().println("Usage: keepalived [OPTION...]");
    console.err().println("  -f, --use-file=FILE      the configuration, " + DEFAULT_FILE);
    console.err().println("  -t, --config-test[=FILE] only check it, messages to FILE");
    console
        .err()
        .println("  -i, --config-id=ID       whom lines that begin with '@' are meant for");
    console.err().println("  -p, --pid=FILE  -r, --vrrp_pid=FILE  where to write the process id");
    console.err().println("      --signum=STOP|RELOAD|DATA|STATS|JSON");
    console.err().println("  -v, --version  -h, --help");
    console.err().println("The other options of keepalived(8) are accepted.");
    return 0;
  }

  private int signal(String name) {
    Integer number = SIGNALS.get(name);
    if (number == null) {
      console.err().println("Unknown sigfunc " + name);
      return WRONG_ARGUMENT;
    }
    console.out().println(number);
    return 0;
  }

  private int configured(KeepalivedArguments arguments) throws InterruptedException {
    Optional<String> lacking = Stream.of("genhash", "namespace").filter(arguments::has).findFirst();
    if (lacking.isPresent() || arguments.has("check") && !arguments.has("vrrp")) {
      console
          .err()
          .println("--" + lacking.orElse("check") + " is not supported: only VRRP is here");
      return WRONG_ARGUMENT;
    }
    String file = arguments.value("use-file").orElse(DEFAULT_FILE);
    boolean test = arguments.has("config-test");
    if (!Files.isReadable(Path.of(file))) {
      console.err().println("Config files missing '" + file + "'.");
      return test ? TEST_NO_FILE : NO_CONFIGURATION;
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<VipConfiguration> configuration = load(file, arguments, diagnostics);
    if (!report(diagnostics, arguments)) {
      return WRONG_ARGUMENT;
    }
    if (test) {
      return configuration.isPresent() ? 0 : TEST_FAILED;
    }
    return configuration.isPresent()
        ? run(configuration.get(), file, arguments)
        : WRONG_CONFIGURATION;
  }

  private static Optional<VipConfiguration> load(
      String file, KeepalivedArguments arguments, Diagnostics diagnostics) {
    LocalMachine here = LocalMachine.here();
    LocalMachine machine =
        new LocalMachine(arguments.value("config-id").orElse(here.configId()), here.variables());
    List<ConfigSource> sources = ConfigSource.load(List.of(file), System.in, diagnostics);
    Optional<VipConfiguration> read = new KeepalivedLanguage(machine, diagnostics).read(sources);
    return diagnostics.hasErrors() ? Optional.empty() : read;
  }

  /** Whether the messages could be written. */
  private boolean report(Diagnostics diagnostics, KeepalivedArguments arguments) {
    Optional<String> file = arguments.value("config-test");
    if (file.isEmpty()) {
      console.err().print(diagnostics.render());
      return true;
    }
    try {
      Files.writeString(Path.of(file.get()), diagnostics.render());
      return true;
    } catch (IOException e) {
      console.err().println("cannot write " + file.get() + ": " + e.getMessage());
      return false;
    }
  }

  private int run(VipConfiguration configuration, String file, KeepalivedArguments arguments)
      throws InterruptedException {
    Settings settings;
    try {
      settings = Settings.load(Map.of());
    } catch (IllegalArgumentException e) {
      console.err().println(e.getMessage());
      return WRONG_ARGUMENT;
    }
    PluginCatalogue plugins = Gatehouse.plugins(console, settings);
    PlainNarrator narrator = new PlainNarrator(console.err());
    arguments.remarks().forEach(narrator::warning);
    KeepalivedProcess.Wishes wishes =
        new KeepalivedProcess.Wishes(
            List.of(
                Path.of(arguments.value("pid").orElse(RUN + "/keepalived.pid")),
                Path.of(arguments.value("vrrp_pid").orElse(RUN + "/vrrp.pid"))),
            targets(arguments),
            new LogOrigin("Keepalived_vrrp", Optional.empty()),
            Path.of("/tmp"));
    VipWishes vip = new VipWishes(settings.vip(), plugins.virtualIps());
    return new KeepalivedProcess(wishes, vip, () -> again(file, arguments), narrator)
        .run(configuration);
  }

  private Optional<VipConfiguration> again(String file, KeepalivedArguments arguments) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<VipConfiguration> configuration = load(file, arguments, diagnostics);
    console.err().print(diagnostics.render());
    return configuration;
  }

  private static List<LogTarget> targets(KeepalivedArguments arguments) {
    if (arguments.has("no-syslog") || !Files.exists(SYSLOG)) {
      return List.of();
    }
    String facility = arguments.value("log-facility").orElse("daemon").replace("local", "");
    int number =
        facility.matches("[0-7]")
            ? LOCAL0 + Integer.parseInt(facility)
            : facility.equals("user") ? 1 : DAEMON;
    return List.of(
        new LogTarget(
            new LogTarget.Address.UnixDatagram(SYSLOG.toString()),
            LONGEST_LINE,
            LogTarget.Format.LOCAL,
            number,
            DEBUG,
            0,
            Optional.empty()));
  }
}
