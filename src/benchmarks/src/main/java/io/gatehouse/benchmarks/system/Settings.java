package io.gatehouse.benchmarks.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The command line.
 *
 * @param home the checkout, or the folder an archive was unpacked to
 * @param pinned whether the program measured gets a processor of its own
 * @param memory whether start, memory and idle connections are measured
 * @param publish where the result is copied to, or an empty path
 */
record Settings(
    Path home,
    Path folder,
    int rounds,
    int seconds,
    int warmUp,
    boolean pinned,
    boolean memory,
    Path publish,
    Set<Scenario> scenarios,
    List<Peer> peers) {
  static final String USAGE =
      """
      usage: system [--rounds 5] [--seconds 5] [--warm-up 15] [--scenarios small,log,fresh,tcp,bulk]
                    [--peers gatehouse,haproxy,nginx] [--no-pinning] [--no-memory] [--publish FOLDER]
      """;

  static Settings parse(String[] arguments) {
    Path home = Path.of(System.getProperty("gatehouse.home", ".")).toAbsolutePath().normalize();
    Path folder = home.resolve("src/benchmarks/target/system");
    Settings settings =
        new Settings(
            home,
            folder,
            5,
            5,
            15,
            true,
            true,
            Path.of(""),
            EnumSet.allOf(Scenario.class),
            List.of(Peer.values()));
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      settings =
          switch (name) {
            case "--no-pinning" -> settings.with(name, "");
            case "--no-memory" -> settings.with(name, "");
            default -> settings.with(name, value(arguments, ++i, name));
          };
    }
    return settings;
  }

  private static String value(String[] arguments, int at, String name) {
    if (at >= arguments.length) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return arguments[at];
  }

  private Settings with(String name, String value) {
    return new Settings(
        home,
        folder,
        name.equals("--rounds") ? Integer.parseInt(value) : rounds,
        name.equals("--seconds") ? Integer.parseInt(value) : seconds,
        name.equals("--warm-up") ? Integer.parseInt(value) : warmUp,
        pinned && !name.equals("--no-pinning"),
        memory && !name.equals("--no-memory"),
        name.equals("--publish") ? Path.of(value) : publish,
        name.equals("--scenarios") ? chosen(value, Scenario.class) : scenarios,
        name.equals("--peers") ? List.copyOf(chosen(value, Peer.class)) : known(name));
  }

  private List<Peer> known(String name) {
    List<String> names =
        List.of(
            "--rounds",
            "--seconds",
            "--warm-up",
            "--publish",
            "--scenarios",
            "--no-pinning",
            "--no-memory");
    if (!names.contains(name)) {
      throw new IllegalArgumentException("unknown option '" + name + "'");
    }
    return peers;
  }

  private static <E extends Enum<E>> Set<E> chosen(String value, Class<E> type) {
    List<E> chosen = new ArrayList<>();
    Arrays.stream(value.split(",", -1))
        .forEach(name -> chosen.add(Enum.valueOf(type, name.toUpperCase(Locale.ROOT))));
    return EnumSet.copyOf(chosen);
  }
}
