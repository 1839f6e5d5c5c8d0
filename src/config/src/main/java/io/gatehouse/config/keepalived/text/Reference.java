package io.gatehouse.config.keepalived.text;

import java.util.Optional;

/**
 * A name behind a {@code $}.
 *
 * @param parameters what stands behind the name in braces
 * @param end the index behind it
 */
record Reference(String name, String parameters, int end, boolean braces) {

  /** The reference that begins with the {@code $} at the index. */
  static Optional<Reference> at(String text, int dollar) {
    boolean braces = dollar + 1 < text.length() && text.charAt(dollar + 1) == '{';
    int begin = braces ? dollar + 2 : dollar + 1;
    int end = nameEnd(text, begin);
    if (end == begin) {
      return Optional.empty();
    }
    String name = text.substring(begin, end);
    if (braces) {
      int close = text.indexOf('}', end);
      boolean whole = close == end || close > end && text.charAt(end) == ' ';
      return whole
          ? Optional.of(new Reference(name, text.substring(end, close).strip(), close + 1, true))
          : Optional.empty();
    }
    boolean ends = end == text.length() || " \t,)".indexOf(text.charAt(end)) >= 0;
    return ends ? Optional.of(new Reference(name, "", end, false)) : Optional.empty();
  }

  /** The index behind the name that begins there; the same index when none does. */
  static int nameEnd(String text, int begin) {
    int i = begin;
    while (i < text.length() && (letter(text.charAt(i)) || i > begin && digit(text.charAt(i)))) {
      i++;
    }
    return i;
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
