package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ByteClass.blank;

/** Cuts a field value into the members of a comma-separated list (RFC 9110 section 5.6.1). */
final class ListValue {
  private ListValue() {}

  /** The comma that ends the member at {@code p}, or {@code end}; quoted commas do not count. */
  static int memberEnd(byte[] bytes, int p, int end) {
    boolean quoted = false;
    for (int at = p; at < end; at++) {
      byte c = bytes[at];
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        at++;
      } else if (!quoted && c == ',') {
        return at;
      }
    }
    return end;
  }

  static int skipBlanks(byte[] bytes, int p, int end) {
    int at = p;
    while (at < end && blank(bytes[at])) {
      at++;
    }
    return at;
  }

  static int trimEnd(byte[] bytes, int p, int end) {
    int at = end;
    while (at > p && blank(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  static boolean is(byte[] bytes, int from, int to, byte[] lowerCaseWord) {
    return to - from == lowerCaseWord.length && ByteClass.equalsLower(bytes, from, lowerCaseWord);
  }
}
