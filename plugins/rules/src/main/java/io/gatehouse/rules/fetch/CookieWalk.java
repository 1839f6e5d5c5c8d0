package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.rule.Sample;

/**
 * Goes from cookie to cookie of a head (RFC 6265 sections 4.1 and 4.2, read leniently): short-lived
 * and never kept, so that the compiler may leave the object out altogether.
 */
final class CookieWalk {
  private static final byte[] COOKIE = "cookie".getBytes(US_ASCII);
  private static final byte[] SET_COOKIE = "set-cookie".getBytes(US_ASCII);

  private final HttpHead head;
  private final byte[] bytes;
  private final boolean request;
  private int field = -1;
  private int at;
  private int end;
  private int name;
  private int nameEnd;
  private int value;
  private int valueEnd;

  CookieWalk(HttpHead head, boolean request) {
    this.head = head;
    this.bytes = head.bytes();
    this.request = request;
  }

  /**
   * Moves to the next pair of name and value; words without {@code =} and {@code $}-attributes are
   * passed over.
   */
  boolean next() {
    while (true) {
      if (at >= end && !nextField()) {
        return false;
      }
      if (pair()) {
        return true;
      }
    }
  }

  private boolean nextField() {
    field = head.find(request ? COOKIE : SET_COOKIE, field + 1);
    if (field < 0) {
      field = head.fields();
      return false;
    }
    at = head.valueOffset(field);
    end = at + head.valueLength(field);
    return true;
  }

  private boolean pair() {
    while (at < end && blank(bytes[at])) {
      at++;
    }
    name = at;
    nameEnd = at;
    int equal = at;
    for (; equal < end && bytes[equal] != '=' && !ends(bytes[equal]); equal++) {
      if (!blank(bytes[equal])) {
        nameEnd = equal + 1;
      }
    }
    if (equal >= end || bytes[equal] != '=') {
      at = request ? equal + 1 : end;
      return false;
    }
    value(equal + 1);
    return name == nameEnd || bytes[name] != '$';
  }

  private void value(int from) {
    value = from;
    while (value < end && blank(bytes[value])) {
      value++;
    }
    boolean quoted = false;
    int stop = value;
    for (; stop < end && (quoted || !ends(bytes[stop])); stop++) {
      if (quoted && bytes[stop] == '\\') {
        stop++;
      } else if (bytes[stop] == '"') {
        quoted = !quoted;
      }
    }
    stop = Math.min(stop, end);
    // Behind the first pair of a Set-Cookie only attributes follow.
    at = request ? stop + 1 : end;
    valueEnd = stop;
    while (valueEnd > value && blank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
  }

  private boolean ends(byte b) {
    return b == ';' || request && b == ',';
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Whether the cookie has this name; an empty name fits all. */
  boolean named(byte[] wanted) {
    if (wanted.length == 0) {
      return true;
    }
    if (nameEnd - name != wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[name + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  void value(Sample out) {
    out.setString(bytes, value, valueEnd - value);
  }

  void addName(ByteSink out) {
    out.add(bytes, name, nameEnd - name);
  }
}
