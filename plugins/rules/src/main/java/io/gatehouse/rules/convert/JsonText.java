package io.gatehouse.rules.convert;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.Sample;

/**
 * A cursor over JSON (RFC 8259) that finds values without building them. Lenient where nothing is
 * at stake: only what is passed over on the way to a value is looked at. Confined to one call.
 */
final class JsonText {
  /** Nesting beyond which a text is refused: passing over values recurses. */
  private static final int DEPTH = 64;

  private final byte[] bytes;
  private final int end;
  private int at;

  JsonText(Sample sample) {
    this.bytes = sample.bytes();
    this.at = sample.offset();
    this.end = at + sample.length();
  }

  int position() {
    return at;
  }

  /** The character that begins the next token; 0 at the end. */
  int peek() {
    while (at < end && (bytes[at] == ' ' || bytes[at] >= '\t' && bytes[at] <= '\r')) {
      at++;
    }
    return at < end ? bytes[at] : 0;
  }

  private boolean accept(int c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  /** Goes to the value of a member; false where the next value is no object or has none. */
  boolean enter(String member) {
    if (!accept('{')) {
      return false;
    }
    do {
      peek();
      int name = at + 1;
      if (!skipText()) {
        return false;
      }
      boolean wanted = same(name, at - 1, member);
      if (!accept(':')) {
        return false;
      }
      if (wanted) {
        return true;
      }
    } while (skip(0) && accept(','));
    return false;
  }

  /** Goes to an element; false where the next value is no array or has too few. */
  boolean enter(int index) {
    if (!accept('[') || peek() == ']') {
      return false;
    }
    for (int i = 0; i < index; i++) {
      if (!skip(0) || !accept(',')) {
        return false;
      }
    }
    return true;
  }

  private boolean same(int from, int to, String member) {
    boolean same = to - from == member.length();
    for (int i = 0; same && i < member.length(); i++) {
      same = (bytes[from + i] & 0xff) == member.charAt(i);
    }
    return same;
  }

  /** Passes over a value; false where there is none. */
  boolean skip() {
    return skip(0);
  }

  private boolean skip(int depth) {
    return switch (peek()) {
      case '"' -> skipText();
      case '{' -> skipAll(depth, '}', true);
      case '[' -> skipAll(depth, ']', false);
      case 0 -> false;
      default -> skipWord();
    };
  }

  private boolean skipAll(int depth, int close, boolean members) {
    at++;
    if (accept(close)) {
      return true;
    }
    do {
      boolean named = !members || peek() == '"' && skipText() && accept(':');
      if (depth == DEPTH || !named || !skip(depth + 1)) {
        return false;
      }
    } while (accept(','));
    return accept(close);
  }

  private boolean skipText() {
    if (!accept('"')) {
      return false;
    }
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    boolean closed = at < end;
    at = Math.min(end, at + 1);
    return closed;
  }

  /** Numbers, true, false and null. */
  private boolean skipWord() {
    int from = at;
    while (at < end && ",]} \t\r\n:\"{[".indexOf(bytes[at]) < 0) {
      at++;
    }
    return at > from;
  }

  /**
   * Writes the string at the cursor without its quotes and escapes. As in HAProxy an escaped code
   * point is one byte, and one beyond makes the text unreadable.
   */
  boolean text(ByteSink out) {
    int from = at + 1;
    if (!skipText()) {
      return false;
    }
    int stop = at - 1;
    for (int i = from; i < stop; i++) {
      if (bytes[i] != '\\') {
        out.add(bytes[i]);
        continue;
      }
      int escaped = escape(++i, stop);
      if (escaped < 0) {
        return false;
      }
      out.add((byte) escaped);
      i += bytes[i] == 'u' ? 4 : 0;
    }
    return true;
  }

  private int escape(int i, int stop) {
    return switch (bytes[i]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '\\', '"', '/' -> bytes[i];
      case 'u' -> i + 4 < stop ? codePoint(i) : -1;
      default -> -1;
    };
  }

  private int codePoint(int i) {
    int value = 0;
    for (int digit = 1; digit <= 4; digit++) {
      int d = Character.digit(bytes[i + digit], 16);
      if (d < 0) {
        return -1;
      }
      value = value << 4 | d;
    }
    return value > 0xff ? -1 : value;
  }
}
