package io.gatehouse.gateway;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keepalived's command line (keepalived(8)). Immutable.
 *
 * @param values by the option's long name; empty for an option without one; the last counts
 */
record KeepalivedArguments(Map<String, String> values) {
  private enum Form {
    PLAIN,
    VALUE,
    /** A value only when it is glued on: {@code -tFILE}, {@code --config-test=FILE}. */
    GLUED
  }

  private record Option(String name, char letter, Form form) {}

  private static final char NONE = 0;

  private static final List<Option> OPTIONS =
      List.of(
          new Option("use-file", 'f', Form.VALUE),
          new Option("vrrp", 'P', Form.PLAIN),
          new Option("check", 'C', Form.PLAIN),
          new Option("no_bfd", 'B', Form.PLAIN),
          new Option("all", NONE, Form.PLAIN),
          new Option("log-console", 'l', Form.PLAIN),
          new Option("log-detail", 'D', Form.PLAIN),
          new Option("log-facility", 'S', Form.VALUE),
          new Option("log-file", 'g', Form.GLUED),
          new Option("flush-log-file", NONE, Form.PLAIN),
          new Option("no-syslog", 'G', Form.PLAIN),
          new Option("umask", 'u', Form.VALUE),
          new Option("release-vips", 'X', Form.PLAIN),
          new Option("dont-release-vrrp", 'V', Form.PLAIN),
          new Option("dont-release-ipvs", 'I', Form.PLAIN),
          new Option("dont-respawn", 'R', Form.PLAIN),
          new Option("dont-fork", 'n', Form.PLAIN),
          new Option("dump-conf", 'd', Form.PLAIN),
          new Option("pid", 'p', Form.VALUE),
          new Option("vrrp_pid", 'r', Form.VALUE),
          new Option("genhash", 'T', Form.PLAIN),
          new Option("checkers_pid", 'c', Form.VALUE),
          new Option("address-monitoring", 'a', Form.PLAIN),
          new Option("bfd_pid", 'b', Form.VALUE),
          new Option("snmp", 'x', Form.PLAIN),
          new Option("snmp-agent-socket", 'A', Form.VALUE),
          new Option("namespace", 's', Form.VALUE),
          new Option("core-dump", 'm', Form.PLAIN),
          new Option("core-dump-pattern", 'M', Form.GLUED),
          new Option("no-mem-check", NONE, Form.PLAIN),
          new Option("mem-check-log", 'L', Form.PLAIN),
          new Option("all-config", 'e', Form.PLAIN),
          new Option("config-id", 'i', Form.VALUE),
          new Option("config-fd", NONE, Form.VALUE),
          new Option("signum", NONE, Form.VALUE),
          new Option("config-test", 't', Form.GLUED),
          new Option("perf", NONE, Form.GLUED),
          new Option("debug", NONE, Form.GLUED),
          new Option("version", 'v', Form.PLAIN),
          new Option("help", 'h', Form.PLAIN));

  KeepalivedArguments {
    values = Map.copyOf(values);
  }

  /** Fails with a sentence about the first word that does not belong there. */
  static KeepalivedArguments parse(String... arguments) {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(arguments));
    Map<String, String> values = new HashMap<>();
    while (!words.isEmpty()) {
      String word = words.remove();
      if (word.startsWith("--") && word.length() > 2) {
        byName(word, words, values);
      } else if (word.startsWith("-") && word.length() > 1 && !word.equals("--")) {
        byLetters(word, words, values);
      } else {
        throw new IllegalArgumentException("Unexpected argument '" + word + "'");
      }
    }
    return new KeepalivedArguments(values);
  }

  private static void byName(String word, Deque<String> words, Map<String, String> values) {
    int equals = word.indexOf('=');
    String name = word.substring(2, equals < 0 ? word.length() : equals);
    List<Option> found = OPTIONS.stream().filter(o -> o.name.equals(name)).toList();
    if (found.isEmpty()) {
      found = OPTIONS.stream().filter(o -> o.name.startsWith(name)).toList();
    }
    if (found.size() != 1) {
      throw new IllegalArgumentException("Unknown option " + word);
    }
    Option option = found.getFirst();
    if (equals >= 0 && option.form == Form.PLAIN) {
      throw new IllegalArgumentException("Option --" + option.name + " takes no value");
    }
    String value = equals >= 0 ? word.substring(equals + 1) : "";
    boolean next = equals < 0 && option.form == Form.VALUE;
    values.put(option.name, next ? following(option, words) : value);
  }

  /** Letters may stand behind one dash; what follows one with a value is the value. */
  private static void byLetters(String word, Deque<String> words, Map<String, String> values) {
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      Option option =
          OPTIONS.stream()
              .filter(o -> o.letter == letter)
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("Unknown option -" + letter));
      String rest = word.substring(i + 1);
      if (option.form == Form.PLAIN) {
        values.put(option.name, "");
        continue;
      }
      boolean next = option.form == Form.VALUE && rest.isEmpty();
      values.put(option.name, next ? following(option, words) : rest);
      return;
    }
  }

  private static String following(Option option, Deque<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("Missing parameter for option --" + option.name);
    }
    return words.remove();
  }

  boolean has(String option) {
    return values.containsKey(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option)).filter(value -> !value.isEmpty());
  }

  /** What is accepted but not carried out. */
  List<String> remarks() {
    return Map.of(
            "snmp", "there is no SNMP; ask the runtime socket or the management server",
            "dont-release-vrrp", "addresses never outlive the process",
            "dump-conf", "'gatehouse check' shows what a configuration says",
            "core-dump", "use GATEHOUSE_JAVA_OPTIONS",
            "umask", "the umask is the service manager's")
        .entrySet()
        .stream()
        .filter(entry -> has(entry.getKey()))
        .map(entry -> "'--" + entry.getKey() + "' has no effect: " + entry.getValue())
        .sorted()
        .toList();
  }
}
