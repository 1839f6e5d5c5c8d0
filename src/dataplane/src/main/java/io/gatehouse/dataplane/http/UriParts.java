package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ByteClass.alpha;
import static io.gatehouse.dataplane.http.ByteClass.digit;

/**
 * The parts of a request target, cut where HAProxy's {@code path} and {@code query} fetches cut
 * them. A target beginning with a slash is a path, a lone asterisk has no parts, one with a scheme
 * is absolute, all else is an authority. Offsets are into the array the target lies in; -1 stands
 * for absent.
 */
final class UriParts {
  private UriParts() {}

  /** Offset behind {@code scheme://}, or -1 when the target does not begin with one. */
  static int schemeEnd(byte[] bytes, int offset, int end) {
    if (offset == end || !alpha(bytes[offset])) {
      return -1;
    }
    int p = offset + 1;
    while (p < end && schemeByte(bytes[p])) {
      p++;
    }
    boolean marked = end - p >= 3 && bytes[p] == ':' && bytes[p + 1] == '/' && bytes[p + 2] == '/';
    return marked ? p + 3 : -1;
  }

  /** Whether it begins with {@code http://} or {@code https://}. */
  static boolean web(byte[] bytes, int offset, int end) {
    int behind = schemeEnd(bytes, offset, end);
    int length = behind - offset - 3;
    return behind > 0
        && (length == 4 || length == 5 && (bytes[offset + 4] | 0x20) == 's')
        && ByteClass.equalsLower(bytes, offset, Words.HTTP);
  }

  private static boolean schemeByte(byte b) {
    return alpha(b) || digit(b) || b == '+' || b == '-' || b == '.';
  }

  /** Offset of the first byte behind the authority that starts at {@code from}. */
  static int authorityEnd(byte[] bytes, int from, int end) {
    int p = from;
    while (p < end && bytes[p] != '/' && bytes[p] != '?' && bytes[p] != '#') {
      p++;
    }
    return p;
  }

  /** Offset of the authority without its user information. */
  static int hostStart(byte[] bytes, int from, int authorityEnd) {
    int start = from;
    for (int p = from; p < authorityEnd; p++) {
      if (bytes[p] == '@') {
        start = p + 1;
      }
    }
    return start;
  }

  /** Where the path begins (it may begin with the question mark), or -1 where there is none. */
  static int pathStart(byte[] bytes, int offset, int end) {
    if (offset == end || bytes[offset] == '*') {
      return -1;
    }
    if (bytes[offset] == '/') {
      return offset;
    }
    int authority = schemeEnd(bytes, offset, end);
    if (authority < 0) {
      return -1;
    }
    int path = authorityEnd(bytes, authority, end);
    return path == end ? -1 : path;
  }

  /** Offset of the first question mark at or after {@code from}, or {@code end}. */
  static int questionMark(byte[] bytes, int from, int end) {
    int p = from;
    while (p < end && bytes[p] != '?') {
      p++;
    }
    return p;
  }
}
