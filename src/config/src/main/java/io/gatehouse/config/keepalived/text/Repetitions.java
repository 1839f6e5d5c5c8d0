package io.gatehouse.config.keepalived.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ~SEQ(...)} and {@code ~LST(...)}: the rest of the line once for each value. */
final class Repetitions {
  private static final Pattern SEQUENCE = Pattern.compile("~SEQ(x?)[ \t]*\\(([^()]*)\\)");
  private static final Pattern LIST = Pattern.compile("~LST[ \t]*\\(([^()]*)\\)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NUMBER = Pattern.compile("-?(0[xX][0-9a-fA-F]{1,7}|\\d{1,9})");

  private Repetitions() {}

  /** A line to read with these values. */
  record Step(Map<String, Text> values, Text line) {}

  static boolean begins(Text line) {
    return line.chars().startsWith("~SEQ") || line.chars().startsWith("~LST");
  }

  /**
   * The lines that it stands for; empty when it is malformed.
   *
   * @param expand puts definitions into the numbers
   */
  static Optional<Iterator<Step>> of(Text line, UnaryOperator<String> expand) {
    Matcher sequence = SEQUENCE.matcher(line.chars());
    if (sequence.lookingAt()) {
      Text rest = line.from(sequence.end()).strip();
      Text mark = line.slice(0, sequence.end());
      return sequence(
          split(sequence.group(2)), expand, new Target(mark, rest, !sequence.group(1).isEmpty()));
    }
    Matcher list = LIST.matcher(line.chars());
    if (list.lookingAt()) {
      Target target = new Target(line.slice(0, list.end()), line.from(list.end()).strip(), false);
      return list(split(list.group(1)), target);
    }
    return Optional.empty();
  }

  private record Target(Text mark, Text rest, boolean hex) {
    Text value(String text) {
      return mark.with(0, mark.length(), text);
    }
  }

  private static Optional<Iterator<Step>> sequence(
      List<String> words, UnaryOperator<String> expand, Target target) {
    if (words.size() < 2 || words.size() > 4 || !NAME.matcher(words.getFirst()).matches()) {
      return Optional.empty();
    }
    List<Long> numbers = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      String number = expand.apply(word).strip();
      if (!NUMBER.matcher(number).matches()) {
        return Optional.empty();
      }
      numbers.add(Long.decode(decimal(number)));
    }
    long last = numbers.getLast();
    long first = numbers.size() > 1 ? numbers.getFirst() : last < 0 ? -1 : 1;
    long step = numbers.size() > 2 ? numbers.get(1) : first <= last ? 1 : -1;
    boolean away = first < last && step < 0 || first > last && step > 0;
    if (step == 0 || away || target.hex && (first < 0 || last < 0)) {
      return Optional.empty();
    }
    return Optional.of(new Count(words.getFirst(), first, step, last, target));
  }

  /** {@code decode} reads 010 as eight, as strtol does; a lone 08 is nine characters of nothing. */
  private static String decimal(String number) {
    String digits = number.startsWith("-") ? number.substring(1) : number;
    boolean octal = digits.length() > 1 && digits.startsWith("0") && !digits.matches("0[xX].*");
    if (octal && !digits.matches("[0-7]+")) {
      return number.startsWith("-") ? "-0" : "0";
    }
    return number;
  }

  private static final class Count implements Iterator<Step> {
    private final String name;
    private final long step;
    private final long last;
    private final Target target;
    private long next;

    Count(String name, long first, long step, long last, Target target) {
      this.name = name;
      this.next = first;
      this.step = step;
      this.last = last;
      this.target = target;
    }

    @Override
    public boolean hasNext() {
      return step > 0 ? next <= last : next >= last;
    }

    @Override
    public Step next() {
      String text = target.hex ? Long.toHexString(next) : Long.toString(next);
      next += step;
      return new Step(Map.of(name, target.value(text)), target.rest);
    }
  }

  private static Optional<Iterator<Step>> list(List<String> words, Target target) {
    if (words.size() < 2) {
      return Optional.empty();
    }
    List<String> names = group(words.getFirst());
    if (names.isEmpty() || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      List<String> values = group(word);
      if (values.size() > names.size()) {
        return Optional.empty();
      }
      Map<String, Text> named = new TreeMap<>();
      for (int i = 0; i < names.size(); i++) {
        named.put(names.get(i), target.value(i < values.size() ? values.get(i) : ""));
      }
      steps.add(new Step(named, target.rest));
    }
    return Optional.of(Collections.unmodifiableList(steps).iterator());
  }

  private static List<String> group(String word) {
    boolean braces = word.startsWith("{") && word.endsWith("}") && word.length() > 1;
    return braces ? split(word.substring(1, word.length() - 1)) : List.of(word);
  }

  /** What stands between commas, groups in braces kept whole. */
  private static List<String> split(String inside) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(inside.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    parts.add(inside.substring(begin).strip());
    return parts;
  }
}
