package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a predicate in parentheses: a second level of quotes, where {@code \#}, {@code
 * \$} and {@code \xNN} mean nothing (manual section 2.2).
 *
 * @param values as many as the predicate needs
 * @param end the offset behind the closing parenthesis
 */
record PredicateArguments(List<String> values, int end) {

  /** Reads from {@code from}, where the opening parenthesis should stand. */
  static PredicateArguments read(String in, int from, Predicate predicate) throws ScanException {
    boolean none = from >= in.length() || in.charAt(from) != '(';
    List<String> values = new ArrayList<>();
    int at = none ? from : from + 1;
    StringBuilder value = new StringBuilder();
    while (values.size() < predicate.arity()) {
      at = none ? at : argument(in, at, value);
      // Without parentheses there still is one empty argument: "defined" alone is false.
      values.add(value.toString());
      value.setLength(0);
      if (none || at >= in.length() || in.charAt(at) != ',') {
        break;
      }
      at++;
    }
    if (values.size() < predicate.arity()) {
      throw new ScanException(
          from,
          Math.max(1, at - from),
          "missing arguments (got %d/%d) in predicate '%s' used in conditional expression"
              .formatted(values.size(), predicate.arity(), predicate.word()));
    }
    if (!none && (at >= in.length() || in.charAt(at) != ')')) {
      throw unclosed(in, at, predicate);
    }
    return new PredicateArguments(values, none ? at : at + 1);
  }

  private static ScanException unclosed(String in, int at, Predicate predicate) {
    String rest = at < in.length() ? " before '" + in.substring(at) + "'" : "";
    return new ScanException(
        at,
        1,
        "expected ')'%s in the arguments of predicate '%s' used in conditional expression"
            .formatted(rest, predicate.word()));
  }

  private static int argument(String in, int from, StringBuilder out) throws ScanException {
    int at = from;
    char quote = 0;
    while (at < in.length()) {
      char c = in.charAt(at);
      if (quote == 0 && (c == ',' || c == ')')) {
        break;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'') {
        at = escape(in, at, out);
      } else {
        out.append(c);
      }
      at++;
    }
    return at;
  }

  /** Returns the offset of the last character used. */
  private static int escape(String in, int at, StringBuilder out) throws ScanException {
    if (at + 1 >= in.length()) {
      throw new ScanException(at, 1, "nothing follows the backslash in '%s'".formatted(in));
    }
    char next = in.charAt(at + 1);
    switch (next) {
      case '\\', ' ', '"', '\'' -> out.append(next);
      case 'r' -> out.append('\r');
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      default -> {
        out.append('\\');
        return at;
      }
    }
    return at + 1;
  }
}
