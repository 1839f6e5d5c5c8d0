package io.gatehouse.config.text;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as HAProxy's library (PCRE2) reads them, turned into the JDK's. The two
 * differ in few places: character classes have no set operations and may begin with {@code ]}, a
 * brace that is no repetition is a plain character, and only the line feed ends a line.
 */
public final class PerlRegex {
  private final String in;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private PerlRegex(String in) {
    this.in = in;
  }

  /**
   * Compiles it; one char of text is one byte.
   *
   * @throws PatternSyntaxException when it is malformed or uses what the JDK cannot do
   */
  public static Pattern compile(String regex, boolean ignoreCase) {
    int flags = Pattern.UNIX_LINES | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    return Pattern.compile(new PerlRegex(regex).translate(), flags);
  }

  private String translate() {
    while (at < in.length()) {
      char c = in.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '{' -> brace();
        case '(' -> group();
        default -> {
          out.append(c);
          at++;
        }
      }
    }
    return out.toString();
  }

  private void escape() {
    out.append('\\');
    at++;
    if (at == in.length()) {
      return;
    }
    char c = in.charAt(at);
    if (c == 'Q') {
      int end = in.indexOf("\\E", at);
      int stop = end < 0 ? in.length() : end + 2;
      out.append(in, at, stop);
      at = stop;
      return;
    }
    if (c == 'K' || c == 'C' || c == 'g') {
      throw new PatternSyntaxException("\\" + c + " is not supported", in, at - 1);
    }
    out.append(c);
    at++;
  }

  private void brace() {
    java.util.regex.Matcher repetition = REPETITION.matcher(in).region(at, in.length());
    if (repetition.lookingAt()) {
      out.append(repetition.group());
      at = repetition.end();
    } else {
      out.append("\\{");
      at++;
    }
  }

  private static final Pattern REPETITION = Pattern.compile("\\{\\d+(,\\d*)?\\}");

  private void group() {
    if (in.startsWith("(?P<", at)) {
      out.append("(?<");
      at += 4;
    } else if (in.startsWith("(?#", at)) {
      int end = in.indexOf(')', at);
      at = end < 0 ? in.length() : end + 1;
    } else if (in.startsWith("(?|", at) || in.startsWith("(?R", at) || in.startsWith("(?(", at)) {
      throw new PatternSyntaxException(in.substring(at, at + 3) + " is not supported", in, at);
    } else {
      out.append('(');
      at++;
    }
  }

  private void characterClass() {
    out.append('[');
    at++;
    if (at < in.length() && in.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    boolean first = true;
    while (at < in.length() && (first || in.charAt(at) != ']')) {
      member();
      first = false;
    }
    if (at == in.length()) {
      throw new PatternSyntaxException("missing ] at the end of a character class", in, at);
    }
    out.append(']');
    at++;
  }

  private void member() {
    char c = in.charAt(at);
    int end = in.startsWith("[:", at) ? in.indexOf(":]", at) : -1;
    if (end > 0) {
      out.append(posix(in.substring(at + 2, end)));
      at = end + 2;
    } else if (c == '\\' && at + 1 < in.length()) {
      out.append(c).append(in.charAt(at + 1));
      at += 2;
    } else {
      if (c == '[' || c == ']' || c == '&' || c == '^') {
        out.append('\\');
      }
      out.append(c);
      at++;
    }
  }

  private String posix(String name) {
    boolean not = name.startsWith("^");
    String property =
        switch (not ? name.substring(1) : name) {
          case "alpha" -> "Alpha";
          case "digit" -> "Digit";
          case "alnum" -> "Alnum";
          case "upper" -> "Upper";
          case "lower" -> "Lower";
          case "punct" -> "Punct";
          case "graph" -> "Graph";
          case "print" -> "Print";
          case "blank" -> "Blank";
          case "cntrl" -> "Cntrl";
          case "xdigit" -> "XDigit";
          case "space" -> "Space";
          case "ascii" -> "ASCII";
          case "word" -> "";
          default -> throw new PatternSyntaxException("unknown class [:" + name + ":]", in, at);
        };
    if (property.isEmpty()) {
      return not ? "\\W" : "\\w";
    }
    return (not ? "\\P{" : "\\p{") + property + "}";
  }
}
