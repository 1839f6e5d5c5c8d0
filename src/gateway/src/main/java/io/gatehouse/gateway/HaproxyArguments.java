package io.gatehouse.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * HAProxy's command line (management manual, section 3). Immutable.
 *
 * @param files what {@code -f} and {@code --} name, in their order
 * @param flags options without a value, and those that only tune a running process
 * @param condition of {@code -cc}; empty when it was not given
 */
record HaproxyArguments(List<String> files, Set<String> flags, String condition) {
  private static final Set<String> PLAIN =
      Set.of("-c", "-v", "-vv", "-D", "-W", "-Ws", "-V", "-q", "-h");
  private static final Set<String> VALUED =
      Set.of("-p", "-n", "-N", "-m", "-L", "-S", "-x", "-C", "-f", "-cc");
  private static final Set<String> PROCESS_LISTS = Set.of("-sf", "-st");

  HaproxyArguments {
    files = List.copyOf(files);
    flags = Set.copyOf(flags);
  }

  /** Fails with a sentence about the first word that does not belong there. */
  static HaproxyArguments parse(String... arguments) {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(arguments));
    List<String> files = new ArrayList<>();
    Set<String> flags = new HashSet<>();
    String condition = "";
    String folder = "";
    while (!words.isEmpty()) {
      String option = words.remove();
      if (option.equals("--")) {
        files.addAll(words);
        words.clear();
      } else if (PROCESS_LISTS.contains(option)) {
        while (!words.isEmpty() && !words.element().startsWith("-")) {
          words.remove();
        }
      } else if (VALUED.contains(option)) {
        String value = value(option, words);
        switch (option) {
          case "-f" -> files.add(value);
          case "-cc" -> condition = value;
          case "-C" -> folder = value;
          default -> flags.add(option);
        }
      } else if (PLAIN.contains(option) || option.startsWith("-d")) {
        flags.add(option);
      } else {
        throw new IllegalArgumentException("unknown option '" + option + "'");
      }
    }
    return new HaproxyArguments(below(folder, files), flags, condition);
  }

  private static String value(String option, Deque<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("option '" + option + "' needs a value");
    }
    return words.remove();
  }

  /** A JVM cannot change its folder, so {@code -C} is carried out on the names. */
  private static List<String> below(String folder, List<String> files) {
    return files.stream()
        .map(file -> folder.isEmpty() || file.startsWith("/") ? file : folder + "/" + file)
        .toList();
  }
}
