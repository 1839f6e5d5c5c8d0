package io.gatehouse.config.haproxy.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * A name with its parentheses inside a word: {@code req.hdr(host)}.
 *
 * @param at where the name begins in the word
 * @param open whether there were parentheses
 * @param end the first character after it
 */
record Call(String name, int at, boolean open, List<Value> values, int end) {

  /** One argument, quotes and escapes resolved; place and length as in the word. */
  record Value(String text, int at, int length) {}

  /** Text that does not read as a call. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final String reason;

    Malformed(int at, String reason) {
      super(reason, null, false, false);
      this.at = at;
      this.reason = reason;
    }

    int at() {
      return at;
    }

    String reason() {
      return reason;
    }
  }

  static boolean isNameCharacter(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '_'
        || c == '-'
        || c == '+'
        || c == ':';
  }

  /** Reads the call that begins at {@code from}; the name may come out empty. */
  static Call read(String text, int from) throws Malformed {
    int at = from;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    String name = text.substring(from, at);
    if (at == text.length() || text.charAt(at) != '(') {
      return new Call(name, from, false, List.of(), at);
    }
    List<Value> values = new ArrayList<>();
    int next = at + 1;
    while (true) {
      StringBuilder value = new StringBuilder();
      int stop = readValue(text, next, value);
      if (stop == text.length()) {
        throw new Malformed(at, "missing ')' after the arguments of '" + name + "'");
      }
      values.add(new Value(value.toString(), next, stop - next));
      next = stop + 1;
      if (text.charAt(stop) == ')') {
        break;
      }
    }
    // Nothing between the parentheses is no argument; an empty one after a comma is one.
    boolean none = values.size() == 1 && values.getFirst().length() == 0;
    return new Call(name, from, true, none ? List.of() : List.copyOf(values), next);
  }

  /**
   * Manual section 2.2: inside an argument a second level of quotes and escapes exists, so that
   * commas and parentheses can be written.
   *
   * @return where the comma or parenthesis stands that ends it
   */
  private static int readValue(String text, int from, StringBuilder out) {
    char quote = 0;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' && quote != '\'' || c == '\'' && quote != '"') {
        quote = quote == 0 ? c : 0;
      } else if (c == '\\' && quote != '\'' && at + 1 < text.length()) {
        at += escape(text.charAt(at + 1), out);
      } else if (quote == 0 && (c == ',' || c == ')')) {
        return at;
      } else {
        out.append(c);
      }
      at++;
    }
    return at;
  }

  /** How many characters after the backslash belong to it. */
  private static int escape(char c, StringBuilder out) {
    switch (c) {
      case '\\', ' ', '"', '\'' -> out.append(c);
      case 'r' -> out.append('\r');
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      default -> {
        out.append('\\');
        return 0;
      }
    }
    return 1;
  }
}
