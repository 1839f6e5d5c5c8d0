package io.gatehouse.rules.fetch;

import io.gatehouse.api.HttpHead;

/**
 * Walks over the values of fields of one name without allocating: a position is a field's slot (15
 * bits), an offset and a length (24 bits each) in one number. An empty name stands for all fields.
 */
final class HeaderValues {
  static final long START = -1;
  static final long NONE = -2;
  private static final int BITS = 24;
  private static final int MASK = (1 << BITS) - 1;

  private HeaderValues() {}

  static int offset(long position) {
    return (int) (position >> BITS) & MASK;
  }

  static int length(long position) {
    return (int) position & MASK;
  }

  private static int field(long position) {
    return (int) (position >> 2 * BITS);
  }

  private static long position(int field, int from, int to) {
    return (long) field << 2 * BITS | (long) from << BITS | (to - from);
  }

  /** The next value; fields are split at commas outside of quotes. */
  static long next(HttpHead head, byte[] name, long after) {
    int field = 0;
    if (after >= 0) {
      field = field(after);
      int end = head.valueOffset(field) + head.valueLength(field);
      int at = offset(after) + length(after);
      while (at < end && head.bytes()[at] != ',') {
        at++;
      }
      if (at < end) {
        return value(head, field, at + 1);
      }
      field++;
    }
    field = find(head, name, field);
    return field < 0 ? NONE : value(head, field, head.valueOffset(field));
  }

  /** The next field, whole. */
  static long nextField(HttpHead head, byte[] name, long after) {
    int field = find(head, name, after < 0 ? 0 : field(after) + 1);
    if (field < 0) {
      return NONE;
    }
    int from = head.valueOffset(field);
    return position(field, from, from + head.valueLength(field));
  }

  private static int find(HttpHead head, byte[] name, int from) {
    if (name.length > 0) {
      return head.find(name, from);
    }
    for (int field = from; field < head.fields(); field++) {
      if (!head.removed(field)) {
        return field;
      }
    }
    return -1;
  }

  private static long value(HttpHead head, int field, int from) {
    byte[] bytes = head.bytes();
    int end = head.valueOffset(field) + head.valueLength(field);
    int at = from;
    while (at < end && blank(bytes[at])) {
      at++;
    }
    int start = at;
    boolean quoted = false;
    for (; at < end && (quoted || bytes[at] != ','); at++) {
      if (quoted && bytes[at] == '\\') {
        at++;
      } else if (bytes[at] == '"') {
        quoted = !quoted;
      }
    }
    int stop = Math.min(at, end);
    while (stop > start && blank(bytes[stop - 1])) {
      stop--;
    }
    return position(field, start, stop);
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }
}
