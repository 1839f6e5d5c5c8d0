package io.gatehouse.rules.format;

import io.gatehouse.api.ByteSink;

/** Replaces unsafe bytes by a prefix and two hexadecimal digits (manual section 8.6). */
final class Escapes {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private Escapes() {}

  /** Header values: control characters but the tabulator. */
  static void http(byte[] bytes, int offset, int length, ByteSink out) {
    for (int i = offset; i < offset + length; i++) {
      int b = bytes[i] & 0xff;
      put(b < 32 && b != 9 || b == 127, (byte) '%', b, out);
    }
  }

  /** The request line in logs: what is not printable, and {@code " #}. */
  static void line(byte[] bytes, int offset, int length, ByteSink out) {
    for (int i = offset; i < offset + length; i++) {
      int b = bytes[i] & 0xff;
      put(b < 32 || b > 126 || b == '"' || b == '#', (byte) '#', b, out);
    }
  }

  /** Captured headers in logs: also the bytes that separate them. */
  static void captured(byte[] bytes, int offset, int length, ByteSink out) {
    for (int i = offset; i < offset + length; i++) {
      int b = bytes[i] & 0xff;
      boolean separator = b >= '{' && b <= '}';
      put(b < 32 || b > 126 || b == '"' || b == '#' || separator, (byte) '#', b, out);
    }
  }

  private static void put(boolean unsafe, byte prefix, int b, ByteSink out) {
    if (unsafe) {
      out.add(prefix).add(HEX[b >> 4]).add(HEX[b & 15]);
    } else {
      out.add((byte) b);
    }
  }
}
