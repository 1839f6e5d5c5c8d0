package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The command line.
 *
 * @param home the checkout
 * @param folder where the labs leave what their programs said
 * @param publish where the tables and the picture go
 * @param side how many labs run side by side
 */
record Settings(
    Path home,
    Path folder,
    Path publish,
    int runs,
    int side,
    int injections,
    List<Scenario> scenarios,
    List<Pair> pairs,
    List<Setup.Timers> timers,
    String part) {
  static final String USAGE =
      """
      usage: failover [scenarios|injections|jitter|soak|report] [--runs 5] [--side 4]
                      [--scenarios a,b4,…] [--pairs classic,gatehouse,helped,mixed1,mixed2]
                      [--timers v2,v3] [--injections 50] [--publish FOLDER]
      """;

  private static final Set<String> PARTS =
      Set.of("scenarios", "injections", "jitter", "soak", "report");
  private static final Set<String> OPTIONS =
      Set.of("--runs", "--side", "--scenarios", "--pairs", "--timers", "--injections", "--publish");

  static Settings parse(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    String part = "scenarios";
    for (int i = 0; i < arguments.length; i++) {
      if (PARTS.contains(arguments[i])) {
        part = arguments[i];
      } else if (OPTIONS.contains(arguments[i]) && i + 1 < arguments.length) {
        given.put(arguments[i], arguments[++i]);
      } else {
        throw new IllegalArgumentException("unknown option '" + arguments[i] + "'");
      }
    }
    Path home = Path.of(System.getProperty("gatehouse.home", ".")).toAbsolutePath().normalize();
    return new Settings(
        home,
        home.resolve("src/benchmarks/target/failover"),
        Path.of(given.getOrDefault("--publish", home.resolve("docs").toString())),
        Integer.parseInt(given.getOrDefault("--runs", "5")),
        Integer.parseInt(given.getOrDefault("--side", "4")),
        Integer.parseInt(given.getOrDefault("--injections", "50")),
        chosen(given, "--scenarios", Scenario.class),
        chosen(given, "--pairs", Pair.class),
        given.containsKey("--timers")
            ? chosen(given, "--timers", Setup.Timers.class)
            : List.of(Setup.Timers.V2),
        part);
  }

  private static <E extends Enum<E>> List<E> chosen(
      Map<String, String> given, String option, Class<E> type) {
    String value = given.get(option);
    if (value == null) {
      return Arrays.asList(type.getEnumConstants());
    }
    List<E> chosen = new ArrayList<>();
    for (String name : value.split(",", -1)) {
      chosen.add(Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
    }
    return chosen;
  }
}
