package io.gatehouse.config.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A variable as it is written: {@code $NAME}, {@code ${NAME}}, {@code ${NAME-default}} or {@code
 * ${NAME[*]}}.
 *
 * @param name its name, with the dot of a pseudo-variable
 * @param fallback what stands for it when it is not set, null when nothing does
 * @param expandsWords whether a list in it becomes several words
 * @param end the offset behind it
 */
record VariableReference(String name, @Nullable String fallback, boolean expandsWords, int end) {

  Optional<String> defaultValue() {
    return Optional.ofNullable(fallback);
  }

  /** Reads the reference whose dollar stands at {@code dollar}. */
  static VariableReference read(String in, int dollar) throws ScanException {
    int at = dollar + 1;
    boolean braced = charAt(in, at) == '{';
    if (braced) {
      at++;
    }
    int nameAt = at;
    at = name(in, at);
    String name = in.substring(nameAt, at);
    if (name.startsWith(".") && !Variables.PSEUDO.contains(name)) {
      throw new ScanException(
          nameAt,
          name.length(),
          "unknown pseudo-variable '%s', expected one of %s"
              .formatted(name, String.join(", ", Variables.PSEUDO)));
    }
    if (!braced) {
      return new VariableReference(name, null, false, at);
    }
    boolean expands = charAt(in, at) == '[';
    if (expands) {
      if (!in.startsWith("[*]", at)) {
        throw new ScanException(
            at, 1, "truncated or invalid word expansion sequence, expected [*]");
      }
      at += 3;
    }
    return closed(in, dollar, new VariableReference(name, null, expands, at));
  }

  private static VariableReference closed(String in, int dollar, VariableReference open)
      throws ScanException {
    int close = charAt(in, open.end) == '-' ? in.indexOf('}', open.end) : open.end;
    if (close < 0 || charAt(in, close) != '}') {
      throw new ScanException(
          dollar + 1, 1, "unmatched brace in environment variable name, expected '}'");
    }
    String fallback = close > open.end ? in.substring(open.end + 1, close) : null;
    return new VariableReference(open.name, fallback, open.expandsWords, close + 1);
  }

  private static int name(String in, int from) throws ScanException {
    char first = charAt(in, from);
    if (!isLetter(first) && first != '.') {
      throw new ScanException(
          from,
          1,
          "forbidden first character in environment variable name",
          "write \\$ for a dollar between double quotes, or use single quotes");
    }
    int at = from + 1;
    while (isLetter(charAt(in, at)) || charAt(in, at) >= '0' && charAt(in, at) <= '9') {
      at++;
    }
    return at;
  }

  private static boolean isLetter(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static char charAt(String in, int at) {
    return at < in.length() ? in.charAt(at) : 0;
  }
}
