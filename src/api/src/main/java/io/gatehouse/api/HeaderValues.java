package io.gatehouse.api;

/**
 * Walks over the values of fields of one name without allocating: a position is a field's slot (15
 * bits), an offset and a length (24 bits each) in one number. An empty name stands for all fields.
 * Names are ASCII lower case. Positions hold until the head is edited, on its exchange's event
 * loop.
 */
public final class HeaderValues {
  /** Before the first. */
  public static final long START = -1;

  /** There is no such value, or no further one. */
  public static final long NONE = -2;

  private static final int BITS = 24;
  private static final int MASK = (1 << BITS) - 1;

  private HeaderValues() {}

  /** Where the value begins in {@link HttpHead#bytes}. */
  public static int offset(long position) {
    return (int) (position >> BITS) & MASK;
  }

  /** How many bytes it has, without the white space around it. */
  public static int length(long position) {
    return (int) position & MASK;
  }

  private static int field(long position) {
    return (int) (position >> 2 * BITS);
  }

  private static long position(int field, int from, int to) {
    return (long) field << 2 * BITS | (long) from << BITS | (to - from);
  }

  /** The next value; fields are split at commas outside of quotes. */
  public static long next(HttpHead head, byte[] name, long after) {
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
  public static long nextField(HttpHead head, byte[] name, long after) {
    int field = find(head, name, after < 0 ? 0 : field(after) + 1);
    if (field < 0) {
      return NONE;
    }
    int from = head.valueOffset(field);
    return trimmed(head.bytes(), field, from, from + head.valueLength(field));
  }

  /** What a rule has set may have white space around it. */
  private static long trimmed(byte[] bytes, int field, int from, int to) {
    int start = from;
    int stop = to;
    while (start < stop && blank(bytes[start])) {
      start++;
    }
    while (stop > start && blank(bytes[stop - 1])) {
      stop--;
    }
    return position(field, start, stop);
  }

  /** The next of either kind. */
  public static long next(HttpHead head, byte[] name, long after, boolean whole) {
    return whole ? nextField(head, name, after) : next(head, name, after);
  }

  /**
   * One of the values.
   *
   * @param occurrence 1 is the first, -1 the last
   * @param whole whether fields are not split
   */
  public static long pick(HttpHead head, byte[] name, int occurrence, boolean whole) {
    int wanted = occurrence;
    if (occurrence < 0) {
      wanted++;
      for (long at = START; (at = next(head, name, at, whole)) >= 0; ) {
        wanted++;
      }
    }
    long position = wanted < 1 ? NONE : START;
    for (int i = 0; i < wanted && position != NONE; i++) {
      position = next(head, name, position, whole);
    }
    return position;
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
    return trimmed(bytes, field, start, Math.min(at, end));
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }
}
