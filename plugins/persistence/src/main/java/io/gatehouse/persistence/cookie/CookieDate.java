package io.gatehouse.persistence.cookie;

import io.gatehouse.api.ByteSink;

/**
 * The date behind a server's name in a cookie: five base64 digits that count units of four seconds
 * since the epoch. Pure.
 */
final class CookieDate {
  static final int LENGTH = 5;
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private CookieDate() {}

  /** Seconds since the epoch, or 0 where no date stands. */
  static int read(byte[] bytes, int at) {
    int units = 0;
    for (int i = at; i < at + LENGTH; i++) {
      int digit = digit(bytes[i]);
      if (digit < 0) {
        return 0;
      }
      units = units << 6 | digit;
    }
    return units << 2;
  }

  private static int digit(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    } else if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    } else if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return b == '+' ? 62 : b == '/' ? 63 : -1;
  }

  /** Writes a date that is a multiple of four. */
  static void write(int seconds, ByteSink out) {
    int units = seconds >>> 2;
    for (int shift = 6 * (LENGTH - 1); shift >= 0; shift -= 6) {
      out.add((byte) DIGITS.charAt(units >>> shift & 63));
    }
  }

  /** Rounded up, so that a date is never older than it says. */
  static int stamp(int seconds) {
    return (seconds + 3) >> 2 << 2;
  }
}
