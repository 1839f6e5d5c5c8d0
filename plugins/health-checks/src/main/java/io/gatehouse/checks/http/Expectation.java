package io.gatehouse.checks.http;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckStep;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code http-check expect}.
 *
 * @param negated what is described must not be
 * @param text the words as written, which also stand for the pattern when compared
 */
record Expectation(Kind kind, boolean negated, String text, List<Range> statuses, Regex regex)
    implements CheckStep {
  /** What a check without such a line expects. */
  static final Expectation DEFAULT =
      new Expectation(Kind.STATUS, false, "200-399", List.of(new Range(200, 399)), Regex.NONE);

  /** What is looked at. */
  enum Kind {
    STATUS,
    STATUS_REGEX,
    STRING,
    STRING_REGEX
  }

  record Range(int first, int last) {}

  /** A compiled expression: equal when its source is. */
  record Regex(String source) {
    static final Regex NONE = new Regex("");

    boolean found(String text) {
      return Pattern.compile(source, Pattern.DOTALL).matcher(text).find();
    }
  }

  static Expectation parse(Arguments arguments) throws ArgumentException {
    boolean negated = arguments.accept("!");
    String word = arguments.next("'status', 'rstatus', 'string' or 'rstring'");
    String text =
        switch (word) {
          case "status", "rstatus", "string", "rstring" -> arguments.next("what is expected");
          default ->
              throw arguments.error(
                  "'http-check expect "
                      + word
                      + "' is not supported yet; use 'status', 'rstatus', 'string' or 'rstring'");
        };
    return switch (word) {
      case "status" ->
          new Expectation(Kind.STATUS, negated, text, ranges(text, arguments), Regex.NONE);
      case "rstatus" ->
          new Expectation(Kind.STATUS_REGEX, negated, text, List.of(), regex(text, arguments));
      case "string" -> new Expectation(Kind.STRING, negated, text, List.of(), Regex.NONE);
      default ->
          new Expectation(Kind.STRING_REGEX, negated, text, List.of(), regex(text, arguments));
    };
  }

  private static List<Range> ranges(String text, Arguments arguments) throws ArgumentException {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = status(dash < 0 ? part : part.substring(0, dash), arguments);
      ranges.add(new Range(first, dash < 0 ? first : status(part.substring(dash + 1), arguments)));
    }
    return List.copyOf(ranges);
  }

  private static int status(String text, Arguments arguments) throws ArgumentException {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(Character::isDigit)) {
      throw arguments.error("'" + text + "' is not a status code");
    }
    return Integer.parseInt(text);
  }

  private static Regex regex(String text, Arguments arguments) throws ArgumentException {
    try {
      return new Regex(Pattern.compile(text, Pattern.DOTALL).pattern());
    } catch (PatternSyntaxException broken) {
      throw arguments.error("regular expression '" + text + "': " + broken.getDescription());
    }
  }

  boolean body() {
    return kind == Kind.STRING || kind == Kind.STRING_REGEX;
  }

  /** Whether what is described is there. */
  boolean found(Response response) {
    return switch (kind) {
      case STATUS ->
          statuses.stream()
              .anyMatch(r -> response.status() >= r.first() && response.status() <= r.last());
      case STATUS_REGEX -> regex.found(String.valueOf(response.status()));
      case STRING -> response.body().contains(text);
      case STRING_REGEX -> regex.found(response.body());
    };
  }
}
