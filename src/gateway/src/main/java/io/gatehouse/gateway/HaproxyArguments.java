package io.gatehouse.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * HAProxy's command line (management manual, section 3). Immutable.
 *
 * @param files what {@code -f} and {@code --} name, in their order
 * @param flags options without a value
 * @param values of the options that have one; the last counts
 * @param processes of {@code -sf} and {@code -st}
 */
record HaproxyArguments(
    List<String> files,
    Set<String> flags,
    Map<String, String> values,
    Map<String, List<Integer>> processes) {
  private static final Set<String> PLAIN =
      Set.of("-c", "-v", "-vv", "-D", "-W", "-Ws", "-V", "-q", "-h", "-4");
  private static final Set<String> VALUED =
      Set.of("-p", "-n", "-N", "-m", "-L", "-S", "-x", "-C", "-f", "-cc");
  private static final Set<String> PROCESS_LISTS = Set.of("-sf", "-st");

  HaproxyArguments {
    files = List.copyOf(files);
    flags = Set.copyOf(flags);
    values = Map.copyOf(values);
    processes = Map.copyOf(processes);
  }

  /** Fails with a sentence about the first word that does not belong there. */
  static HaproxyArguments parse(String... arguments) {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(arguments));
    List<String> files = new ArrayList<>();
    Set<String> flags = new HashSet<>();
    Map<String, String> values = new HashMap<>();
    Map<String, List<Integer>> processes = new HashMap<>();
    while (!words.isEmpty()) {
      String option = words.remove();
      if (option.equals("--")) {
        files.addAll(words);
        words.clear();
      } else if (PROCESS_LISTS.contains(option)) {
        processes.computeIfAbsent(option, key -> new ArrayList<>()).addAll(numbers(words));
      } else if (option.equals("-f")) {
        files.add(value(option, words));
      } else if (VALUED.contains(option)) {
        values.put(option, value(option, words));
      } else if (PLAIN.contains(option) || option.startsWith("-d")) {
        flags.add(option);
      } else {
        throw new IllegalArgumentException("unknown option '" + option + "'");
      }
    }
    return new HaproxyArguments(
        below(values.getOrDefault("-C", ""), files), flags, values, processes);
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  private static List<Integer> numbers(Deque<String> words) {
    List<Integer> numbers = new ArrayList<>();
    while (!words.isEmpty() && !words.element().startsWith("-")) {
      String word = words.remove();
      try {
        numbers.add(Integer.parseInt(word));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("'" + word + "' is not a process id", e);
      }
    }
    return numbers;
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
