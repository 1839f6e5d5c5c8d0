package io.gatehouse.gateway.runtime.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers at the beginning of a word. */
final class Numbers {
  private static final Pattern LEADING = Pattern.compile("([+-]?\\d{0,9})(.*)", Pattern.DOTALL);

  private Numbers() {}

  /**
   * A word's number and what follows it.
   *
   * @param digits empty when it begins otherwise
   */
  record Leading(String digits, String rest) {
    long value() {
      return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
  }

  static Leading leading(String word) {
    Matcher parts = LEADING.matcher(word);
    if (!parts.matches() || parts.group(1).chars().noneMatch(Character::isDigit)) {
      return new Leading("", word);
    }
    return new Leading(parts.group(1), parts.group(2));
  }

  /** As C's {@code atoi}: what does not begin with a number is 0. */
  static int lenient(String word) {
    return (int) leading(word).value();
  }
}
