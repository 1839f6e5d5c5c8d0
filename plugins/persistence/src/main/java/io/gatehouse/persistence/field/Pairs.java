package io.gatehouse.persistence.field;

/**
 * Walks over the cookies of one field value, as servers read them: spaces may stand around names
 * and values, a value may be quoted, and a comma separates as a semicolon does. In {@code
 * Set-Cookie} only the first pair is a cookie. Reused; confined to one thread.
 *
 * <pre>
 *  ; name = value ; …
 *  |from  |equals |to
 * </pre>
 */
public final class Pairs {
  private byte[] bytes = {};
  private boolean first;
  private int end;
  private boolean single;
  private int from;
  private int name;
  private int nameEnd;
  private int equals;
  private int value;
  private int valueEnd;
  private int to;

  /** Stands before the first cookie of a {@code Cookie} field. */
  public Pairs request(byte[] array, int offset, int length) {
    return start(array, offset, length, false);
  }

  /** Stands before the only cookie of a {@code Set-Cookie} field. */
  public Pairs response(byte[] array, int offset, int length) {
    return start(array, offset, length, true);
  }

  private Pairs start(byte[] array, int offset, int length, boolean only) {
    bytes = array;
    first = true;
    end = offset + length;
    single = only;
    to = offset;
    return this;
  }

  /** Goes to the next piece between delimiters; false at the end. */
  public boolean next() {
    if (to >= end || single && !first) {
      return false;
    }
    from = to;
    name = skipBlanks(first ? from : from + 1);
    first = false;
    readName();
    if (equals < end && bytes[equals] == '=') {
      value = skipBlanks(equals + 1);
      to = valueStop(value);
      valueEnd = to;
      while (valueEnd > value && blank(bytes[valueEnd - 1])) {
        valueEnd--;
      }
    } else {
      value = equals;
      valueEnd = equals;
      to = equals;
    }
    return true;
  }

  private void readName() {
    nameEnd = name;
    equals = name;
    while (equals < end && !nameStop(bytes[equals])) {
      if (!blank(bytes[equals])) {
        nameEnd = equals + 1;
      }
      equals++;
    }
  }

  private boolean nameStop(byte b) {
    return b == '=' || b == ';' || b == ',' && !single;
  }

  private int skipBlanks(int at) {
    int i = at;
    while (i < end && blank(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }

  private int valueStop(int at) {
    boolean quoted = false;
    for (int i = at; i < end; i++) {
      byte b = bytes[i];
      if (quoted && b == '\\') {
        i++;
      } else if (b == '"') {
        quoted = !quoted;
      } else if (!quoted && (b == ';' || b == ',')) {
        return i;
      }
    }
    return end;
  }

  /** An attribute of the cookie before it (RFC 2109), which shares its fate. */
  public boolean attribute() {
    return name < end && bytes[name] == '$';
  }

  /** Whether it is a name with a value, which may be empty. */
  public boolean assigns() {
    return equals < end && bytes[equals] == '=';
  }

  /** Whether blanks stand around the equals sign. */
  public boolean spaced() {
    return assigns() && (nameEnd != equals || value > equals + 1);
  }

  /** Whether the cookie has exactly this name. */
  public boolean named(byte[] wanted) {
    return nameEnd - name == wanted.length && begins(wanted);
  }

  /** Whether the cookie, name and value, begins so. */
  public boolean begins(byte[] prefix) {
    return valueEnd - name >= prefix.length
        && java.util.Arrays.equals(bytes, name, name + prefix.length, prefix, 0, prefix.length);
  }

  /** Where the piece begins: at its delimiter, but for the first one. */
  public int from() {
    return from;
  }

  public int name() {
    return name;
  }

  public int nameEnd() {
    return nameEnd;
  }

  public int value() {
    return value;
  }

  public int valueEnd() {
    return valueEnd;
  }

  /** Where the next piece begins, or the field ends. */
  public int to() {
    return to;
  }

  /** End of the field. */
  public int end() {
    return end;
  }
}
