package io.gatehouse.config.haproxy.rule;

import io.gatehouse.model.Pattern;

/**
 * Integer patterns (manual section 7.1.2): {@code 1024:65535}, {@code 80}, {@code :10} and the
 * operators {@code eq ge gt le lt}, which hold for the words after them. Versions such as {@code
 * 3.1} count as {@code major << 16 | minor}.
 */
final class Ranges {
  private static final int LARGEST_PART = 0xffff;

  private final boolean versions;
  private String operator = "eq";

  Ranges(boolean versions) {
    this.versions = versions;
  }

  /** Takes the word if it is an operator. */
  boolean operator(String word) {
    return switch (word) {
      case "eq", "ge", "gt", "le", "lt" -> {
        operator = word;
        yield true;
      }
      default -> false;
    };
  }

  Pattern read(String text) throws BadPattern {
    int separator = text.indexOf(':') >= 0 ? text.indexOf(':') : text.indexOf('-');
    if (separator < 0) {
      return withOperator(text, number(text, text));
    }
    String low = text.substring(0, separator);
    String high = text.substring(separator + 1);
    if (low.isEmpty() && high.isEmpty()) {
      throw malformed(text);
    }
    long from = low.isEmpty() ? Long.MIN_VALUE : number(low, text);
    long to = high.isEmpty() ? Long.MAX_VALUE : number(high, text);
    if (from > to) {
      throw new BadPattern("'%s' is not a valid range: it ends before it begins".formatted(text));
    }
    return new Pattern.Range(text, from, to);
  }

  private Pattern withOperator(String text, long value) {
    return switch (operator) {
      case "ge" -> new Pattern.Range(text, value, Long.MAX_VALUE);
      case "gt" -> new Pattern.Range(text, value + 1, Long.MAX_VALUE);
      case "le" -> new Pattern.Range(text, Long.MIN_VALUE, value);
      case "lt" -> new Pattern.Range(text, Long.MIN_VALUE, value - 1);
      default -> new Pattern.Range(text, value, value);
    };
  }

  private long number(String digits, String text) throws BadPattern {
    if (!versions) {
      return digits(digits, text);
    }
    int dot = digits.indexOf('.');
    long major = digits(dot < 0 ? digits : digits.substring(0, dot), text);
    long minor = dot < 0 ? 0 : digits(digits.substring(dot + 1), text);
    if (major > LARGEST_PART || minor > LARGEST_PART) {
      throw new BadPattern("'%s' has a part above %d".formatted(text, LARGEST_PART));
    }
    return major << 16 | minor;
  }

  private long digits(String digits, String text) throws BadPattern {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw malformed(text);
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLarge) {
      throw new BadPattern("'%s' is too large a number".formatted(text));
    }
  }

  private BadPattern malformed(String text) {
    return new BadPattern(
        versions
            ? "'%s' is neither a version such as 3.1 nor a range of them".formatted(text)
            : "'%s' is neither a number, a range nor one of eq, ge, gt, le, lt".formatted(text));
  }
}
