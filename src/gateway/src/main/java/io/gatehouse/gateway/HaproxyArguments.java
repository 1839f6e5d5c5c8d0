package io.gatehouse.gateway;

import io.gatehouse.model.GatewayModel;
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
      Set.of("-c", "-v", "-vv", "-W", "-Ws", "-V", "-q", "-h", "-4");
  private static final Set<String> VALUED =
      Set.of("-p", "-n", "-N", "-m", "-L", "-S", "-x", "-C", "-f", "-cc");

  static final String FOREGROUND =
      "the process cannot detach itself; a service manager (-Ws) or '&' puts it into the"
          + " background";

  /** What prints or changes something that is not there. */
  private static final List<String> UNKNOWN_HERE = List.of("-dA", "-dC", "-dK", "-dL");

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
        values.put(option, checked(option, value(option, words)));
      } else if (option.equals("-D") || UNKNOWN_HERE.stream().anyMatch(option::startsWith)) {
        throw new IllegalArgumentException(
            option.equals("-D")
                ? "a JVM cannot detach itself: leave '-D' out and let a service manager (-Ws) or"
                    + " '&' put the process into the background"
                : "option '" + option + "' is not supported");
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

  /** The environment with what options set for {@code ${VAR}}. */
  Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(System.getenv());
    value("-L").ifPresent(peer -> all.put("HAPROXY_LOCALPEER", peer));
    return all;
  }

  /** Whether nobody expects the process to detach itself. */
  boolean staysInForeground() {
    return has("-d") || has("-db") || has("-W") || has("-Ws");
  }

  /** {@code -n} is stronger than {@code maxconn} of the global section. */
  GatewayModel limited(GatewayModel model) {
    return value("-n").map(limit -> model.withMaxconn(Integer.parseInt(limit))).orElse(model);
  }

  /** What is accepted but not carried out. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!values.getOrDefault("-x", "/dev/null").equals("/dev/null")) {
      remarks.add("'-x': sockets are not taken over, they are opened anew beside the old ones.");
    }
    if (values.containsKey("-m") || values.containsKey("-N")) {
      remarks.add("'-m' and '-N' have no effect: use GATEHOUSE_JAVA_OPTIONS and 'maxconn'.");
    }
    return remarks;
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

  private static String checked(String option, String value) {
    if (option.equals("-n") && !value.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("'" + value + "' is not a number of connections");
    }
    return value;
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
