package io.gatehouse.model;

import java.util.List;

/** A place to bind or to connect to (manual section 11). */
public sealed interface Endpoint {

  /**
   * An Internet address.
   *
   * @param host literal address or name; {@code *} or empty is every IPv4 address, {@code ::} every
   *     IPv6 address
   */
  record Inet(String host, int port, Family family) implements Endpoint {}

  /** A Unix socket; an abstract one has a name and no file. */
  record Unix(String path, boolean abstractName) implements Endpoint {}

  /** A descriptor inherited from the parent process. */
  record Inherited(int descriptor) implements Endpoint {}

  /** Which address family was asked for. */
  enum Family {
    ANY,
    IPV4,
    IPV6
  }

  /** All endpoints of a port range, in order. */
  static List<Endpoint> range(String host, Family family, int first, int last) {
    return java.util.stream.IntStream.rangeClosed(first, last)
        .mapToObj(port -> (Endpoint) new Inet(host, port, family))
        .toList();
  }
}
