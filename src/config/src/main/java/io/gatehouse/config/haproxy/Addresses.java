package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.haproxy.Address.Ports;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Endpoint.Family;
import java.util.Set;

/** Reads addresses (manual section 11). */
final class Addresses {

  private static final Set<String> UNSUPPORTED =
      Set.of(
          "udp",
          "udp4",
          "udp6",
          "quic",
          "quic4",
          "quic6",
          "rhttp",
          "mptcp",
          "mptcp4",
          "mptcp6",
          "sockpair");

  private Addresses() {}

  /** Reads one address out of the word taken last, which may hold several. */
  static Address parse(String text, Cursor cursor) throws ArgumentException {
    int at = text.indexOf('@');
    String prefix = at < 0 ? "" : text.substring(0, at);
    String rest = text.substring(at + 1);
    return switch (prefix) {
      case "unix" -> unix(rest, false, cursor);
      case "abns", "abnsz" -> unix(rest, true, cursor);
      case "fd" -> inherited(rest, cursor);
      case "ipv4", "tcp4", "stream+ipv4" -> inet(rest, Family.IPV4, cursor);
      case "ipv6", "tcp6", "stream+ipv6" -> inet(rest, Family.IPV6, cursor);
      case "", "tcp", "stream" -> plain(rest, cursor);
      default -> {
        if (UNSUPPORTED.contains(prefix)) {
          throw cursor.error(
              "addresses of family '%s@' are not supported; use a TCP, Unix or fd@ address"
                  .formatted(prefix));
        }
        throw cursor.error("unknown address family '%s@' in '%s'".formatted(prefix, text));
      }
    };
  }

  private static Address plain(String text, Cursor cursor) throws ArgumentException {
    return text.startsWith("/") ? unix(text, false, cursor) : inet(text, Family.ANY, cursor);
  }

  private static Address unix(String path, boolean abstractName, Cursor cursor)
      throws ArgumentException {
    if (path.isEmpty()) {
      throw cursor.error("the path of the socket is missing");
    }
    if (path.length() > 107) {
      throw cursor.error("socket path '%s' is too long (maximum 107)".formatted(path));
    }
    return new Address(new Endpoint.Unix(path, abstractName), new Ports.None());
  }

  private static Address inherited(String number, Cursor cursor) throws ArgumentException {
    return new Address(
        new Endpoint.Inherited(number("a descriptor number", number, 0, 65_535, cursor)),
        new Ports.None());
  }

  private static Address inet(String text, Family family, Cursor cursor) throws ArgumentException {
    int colon = text.lastIndexOf(':');
    int bracket = text.lastIndexOf(']');
    if (colon < bracket) {
      colon = -1;
    }
    String host = colon < 0 ? text : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    // A first word such as "::1" would be a host ":" and a port; HAProxy takes the last colon too.
    Ports ports = colon < 0 ? new Ports.None() : ports(text.substring(colon + 1), cursor);
    Family shown = family == Family.ANY && host.indexOf(':') >= 0 ? Family.IPV6 : family;
    checkHost(host, cursor);
    return new Address(new Endpoint.Inet(host, 0, shown), ports);
  }

  private static void checkHost(String host, Cursor cursor) throws ArgumentException {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Character.isLetterOrDigit(c) && "-_.:*%".indexOf(c) < 0) {
        throw cursor.error("'%s' is not an address or a host name".formatted(host));
      }
    }
    boolean numeric = !host.isEmpty() && host.chars().allMatch(c -> c == '.' || isDigit(c));
    if (numeric && !Networks.isIpv4(host)) {
      throw cursor.error("'%s' is not a valid IPv4 address".formatted(host));
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static Ports ports(String text, Cursor cursor) throws ArgumentException {
    if (text.isEmpty()) {
      return new Ports.None();
    }
    char sign = text.charAt(0);
    if (sign == '+' || sign == '-') {
      int by = number("a port offset", text.substring(1), 0, 65_535, cursor);
      return new Ports.Offset(sign == '-' ? -by : by);
    }
    int dash = text.indexOf('-');
    if (dash < 0) {
      int port = number("a port", text, 0, 65_535, cursor);
      return new Ports.Fixed(port, port);
    }
    int first = number("a port", text.substring(0, dash), 1, 65_535, cursor);
    int last = number("a port", text.substring(dash + 1), 1, 65_535, cursor);
    if (last < first) {
      throw cursor.error("port range '%s' ends before it begins".formatted(text));
    }
    return new Ports.Fixed(first, last);
  }

  private static int number(String what, String text, int min, int max, Cursor cursor)
      throws ArgumentException {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max && text.chars().allMatch(Addresses::isDigit)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw cursor.error("'%s' is not %s".formatted(text, what));
    }
    throw cursor.error("'%s' is not %s from %d to %d".formatted(text, what, min, max));
  }
}
