package io.gatehouse.dataplane.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.http.Message;

/**
 * {@code capture cookie}: the first cookie whose name begins as configured, with its value (manual
 * section 4.2).
 */
final class CapturedCookie {
  private static final byte[] COOKIE = "cookie".getBytes(US_ASCII);
  private static final byte[] SET_COOKIE = "set-cookie".getBytes(US_ASCII);

  private byte[] value = {};
  private int length = -1;

  void clear() {
    length = -1;
  }

  boolean read(Sample out) {
    if (length >= 0) {
      out.setString(value, 0, length);
    }
    return length >= 0;
  }

  void request(Message head, byte[] prefix, int limit) {
    for (int at = head.find(COOKIE, 0); at >= 0; at = head.find(COOKIE, at + 1)) {
      pairs(head.bytes(), head.valueOffset(at), head.valueLength(at), prefix, limit);
    }
  }

  /** Only the first pair of a field is the cookie, the others are its attributes. */
  void response(Message head, byte[] prefix, int limit) {
    for (int at = head.find(SET_COOKIE, 0); at >= 0; at = head.find(SET_COOKIE, at + 1)) {
      byte[] bytes = head.bytes();
      int from = head.valueOffset(at);
      keep(bytes, from, pairEnd(bytes, from, from + head.valueLength(at)), prefix, limit);
    }
  }

  private void pairs(byte[] bytes, int from, int count, byte[] prefix, int limit) {
    int end = from + count;
    for (int at = from; at < end && length < 0; ) {
      int pairEnd = pairEnd(bytes, at, end);
      keep(bytes, at, pairEnd, prefix, limit);
      at = pairEnd + 1;
    }
  }

  /** A pair ends with a semicolon or a comma that is not quoted. */
  private static int pairEnd(byte[] bytes, int from, int end) {
    boolean quoted = false;
    for (int i = from; i < end; i++) {
      if (bytes[i] == '"') {
        quoted = !quoted;
      } else if (!quoted && (bytes[i] == ';' || bytes[i] == ',')) {
        return i;
      }
    }
    return end;
  }

  private void keep(byte[] bytes, int from, int to, byte[] prefix, int limit) {
    int start = from;
    int end = to;
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    boolean named =
        end - start >= prefix.length
            && java.util.Arrays.equals(
                bytes, start, start + prefix.length, prefix, 0, prefix.length);
    if (length >= 0 || !named) {
      return;
    }
    int kept = Math.min(end - start, limit);
    if (value.length < kept) {
      value = new byte[limit];
    }
    System.arraycopy(bytes, start, value, 0, kept);
    length = kept;
  }
}
