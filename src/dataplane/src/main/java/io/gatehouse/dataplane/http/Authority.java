package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ByteClass.digit;
import static io.gatehouse.dataplane.http.ByteClass.sameIgnoringCase;

/**
 * Checks of {@code host[:port]}, in Host and in the request target. Where the two disagree a server
 * behind could route differently than the proxy did, so anything but the default port spelled out
 * on one side is refused (RFC 9112 section 3.2). All ranges are in one array.
 */
final class Authority {
  private Authority() {}

  /** Bytes that could change how the authority is read; brackets only around an IP literal. */
  static boolean forbidden(byte[] bytes, int offset, int end) {
    boolean bracket = false;
    for (int p = offset; p < end; p++) {
      byte c = bytes[p];
      if (c > 0x20 && c < 0x7f && ordinary(c)) {
        continue;
      }
      boolean opens = c == '[' && p == offset;
      boolean closes = c == ']' && (p == end - 1 || bytes[p + 1] == ':');
      if (!opens && !closes) {
        return true;
      }
      bracket = !bracket;
    }
    return bracket;
  }

  private static boolean ordinary(byte c) {
    return switch (c) {
      case ',', '#', '/', '?', '@', '[', '\\', ']' -> false;
      default -> true;
    };
  }

  /** Two colons outside an IP literal: which of them starts the port is anyone's guess. */
  static boolean severalPorts(byte[] bytes, int offset, int end) {
    int colons = 0;
    for (int p = end - 1; p >= offset && bytes[p] != ']'; p--) {
      colons += bytes[p] == ':' ? 1 : 0;
    }
    return colons > 1;
  }

  /** Offset behind the colon of a port, empty ports included; -1 when there is no colon. */
  static int port(byte[] bytes, int offset, int end) {
    int p = end;
    while (p > offset && digit(bytes[p - 1])) {
      p--;
    }
    return p > offset && bytes[p - 1] == ':' ? p : -1;
  }

  /** CONNECT: the target must name a port, and Host may leave it out only where it is usual. */
  static ScanError checkConnect(byte[] bytes, Range target, Range host) {
    int port = port(bytes, target.from, target.to);
    if (port < 0 || port == target.to) {
      return ScanError.TARGET_AUTHORITY;
    }
    if (host.absent()) {
      return ScanError.NONE;
    }
    int hostPort = port(bytes, host.from, host.to);
    int hostEnd = hostPort < 0 ? host.to : hostPort - 1;
    boolean sameName = same(bytes, target.from, port - 1, host.from, hostEnd);
    boolean named = hostPort >= 0 && hostPort < host.to;
    boolean samePort =
        named
            ? same(bytes, port, target.to, hostPort, host.to)
            : usualWithoutScheme(bytes, port, target.to);
    return sameName && samePort ? ScanError.NONE : ScanError.HOST_MISMATCH;
  }

  /** Absolute form: equal to Host, but for the scheme's default port on either side. */
  static boolean matches(byte[] bytes, Range scheme, Range target, Range host) {
    if (same(bytes, target.from, target.to, host.from, host.to)) {
      return true;
    }
    int port = port(bytes, target.from, target.to);
    int hostPort = port(bytes, host.from, host.to);
    if ((port < 0 && hostPort < 0)
        || (port >= 0 && !usual(bytes, scheme, port, target.to))
        || (hostPort >= 0 && !usual(bytes, scheme, hostPort, host.to))) {
      return false;
    }
    int targetEnd = port < 0 ? target.to : port - 1;
    int hostEnd = hostPort < 0 ? host.to : hostPort - 1;
    return same(bytes, target.from, targetEnd, host.from, hostEnd);
  }

  /** Whether a port is the default of {@code http://} or {@code https://}; an empty one is. */
  static boolean usual(byte[] bytes, Range scheme, int port, int end) {
    if (port == end) {
      return true;
    }
    boolean secure = scheme.to - scheme.from == 8 && (bytes[scheme.from + 4] | 0x20) == 's';
    boolean plain = scheme.to - scheme.from == 7;
    boolean http = (secure || plain) && ByteClass.equalsLower(bytes, scheme.from, Words.HTTP);
    return http && is(bytes, port, end, secure ? 443 : 80);
  }

  /** Whether a port is the default of either scheme. */
  static boolean usualWithoutScheme(byte[] bytes, int port, int end) {
    return is(bytes, port, end, 80) || is(bytes, port, end, 443);
  }

  private static boolean is(byte[] bytes, int from, int to, int number) {
    if (number == 80) {
      return to - from == 2 && bytes[from] == '8' && bytes[from + 1] == '0';
    }
    return to - from == 3 && bytes[from] == '4' && bytes[from + 1] == '4' && bytes[from + 2] == '3';
  }

  private static boolean same(byte[] bytes, int from, int to, int otherFrom, int otherTo) {
    return to - from == otherTo - otherFrom && sameIgnoringCase(bytes, from, otherFrom, to - from);
  }
}
