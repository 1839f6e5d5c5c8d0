package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ByteClass.digit;
import static io.gatehouse.dataplane.http.ListValue.skipBlanks;

/**
 * The value of Content-Length: decimal digits, or a list of equal ones as careless proxies make it
 * by joining fields (RFC 9112 section 6.3). The canonical form is one number without leading zeros.
 */
public final class ContentLength {
  private ContentLength() {}

  /** The length, or -1 when the value is empty, malformed, overflowing or of several minds. */
  public static long parse(byte[] bytes, int from, int end) {
    long length = -1;
    int p = from;
    do {
      p = skipBlanks(bytes, p, end);
      int digitsEnd = digitsEnd(bytes, p, end);
      long member = number(bytes, p, digitsEnd);
      if (member < 0 || (length >= 0 && member != length)) {
        return -1;
      }
      length = member;
      p = skipBlanks(bytes, digitsEnd, end);
      if (p < end && bytes[p] != ',') {
        return -1;
      }
    } while (p++ < end);
    return length;
  }

  private static long number(byte[] bytes, int from, int end) {
    if (from == end) {
      return -1;
    }
    long number = 0;
    for (int p = from; p < end; p++) {
      int figure = bytes[p] - '0';
      if (number > (Long.MAX_VALUE - figure) / 10) {
        return -1;
      }
      number = number * 10 + figure;
    }
    return number;
  }

  private static int digitsEnd(byte[] bytes, int p, int end) {
    int at = p;
    while (at < end && digit(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Where the first member starts, without its leading zeros; for valid values only. */
  static int canonicalStart(byte[] bytes, int from, int end) {
    int p = skipBlanks(bytes, from, end);
    int digitsEnd = digitsEnd(bytes, p, end);
    while (p < digitsEnd - 1 && bytes[p] == '0') {
      p++;
    }
    return p;
  }

  static int canonicalLength(byte[] bytes, int from, int end) {
    int start = canonicalStart(bytes, from, end);
    return digitsEnd(bytes, start, end) - start;
  }
}
