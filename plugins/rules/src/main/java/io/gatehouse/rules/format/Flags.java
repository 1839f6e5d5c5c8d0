package io.gatehouse.rules.format;

import io.gatehouse.api.ByteSink;

/** How an item is written (manual section 8.2.6). */
record Flags(boolean quoted, boolean hexadecimal, boolean escaped) {
  static final Flags NONE = new Flags(false, false, false);

  Flags quoted(boolean on) {
    return new Flags(on, hexadecimal, escaped);
  }

  Flags hexadecimal(boolean on) {
    return new Flags(quoted, on, escaped);
  }

  Flags escaped(boolean on) {
    return new Flags(quoted, hexadecimal, on);
  }

  /** A text as it is, in quotes and with {@code " \ ]} escaped where asked. */
  void text(byte[] bytes, int offset, int length, ByteSink out) {
    quote(out);
    if (!escaped) {
      out.add(bytes, offset, length);
    } else {
      for (int i = offset; i < offset + length; i++) {
        byte b = bytes[i];
        if (b == '"' || b == '\\' || b == ']') {
          out.add((byte) '\\');
        }
        out.add(b);
      }
    }
    quote(out);
  }

  void quote(ByteSink out) {
    if (quoted) {
      out.add((byte) '"');
    }
  }
}
