package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as numbers, never by name. */
final class Addresses {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");
  private static final Map<String, Integer> SCOPES =
      Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);

  private Addresses() {}

  /** An address and the bits of its network. */
  record Network(InetAddress address, int prefix) {
    boolean ipv6() {
      return address instanceof Inet6Address;
    }
  }

  static boolean ipv6(InetAddress address) {
    return address instanceof Inet6Address;
  }

  static int bits(InetAddress address) {
    return ipv6(address) ? 128 : 32;
  }

  static Optional<InetAddress> literal(String text) {
    try {
      if (IPV4.matcher(text).matches()) {
        return Optional.of(Inet4Address.ofLiteral(text));
      }
      if (IPV6.matcher(text).matches()
          && InetAddress.ofLiteral(text) instanceof Inet6Address address) {
        return Optional.of(address);
      }
      return Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Takes an address without a prefix. */
  static InetAddress address(Cursor cursor, String expected) throws ArgumentException {
    String word = cursor.next(expected);
    return literal(word)
        .orElseThrow(
            () -> cursor.error("'%s' is no IP address, expected %s".formatted(word, expected)));
  }

  /** Takes an address with an optional prefix; without one it is the address alone. */
  static Network network(Cursor cursor, String expected) throws ArgumentException {
    String word = cursor.next(expected);
    int slash = word.indexOf('/');
    InetAddress address =
        literal(slash < 0 ? word : word.substring(0, slash))
            .orElseThrow(
                () -> cursor.error("'%s' is no IP address, expected %s".formatted(word, expected)));
    if (slash < 0) {
      return new Network(address, bits(address));
    }
    String prefix = word.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits(address)) {
      throw cursor.error(
          slash + 1,
          prefix.length(),
          "'%s' is no prefix, expected a number from 0 to %d".formatted(prefix, bits(address)));
    }
    return new Network(address, Integer.parseInt(prefix));
  }

  /** Takes the name or number of a scope. */
  static int scope(Cursor cursor) throws ArgumentException {
    String word = cursor.next("a scope");
    Integer known = SCOPES.get(word);
    if (known != null) {
      return known;
    }
    if (PREFIX.matcher(word).matches() && Integer.parseInt(word) <= 255) {
      return Integer.parseInt(word);
    }
    throw cursor.unknown("scope", SCOPES.keySet().stream().sorted().toList());
  }

  /** Takes the name of a network interface. */
  static String device(Cursor cursor) throws ArgumentException {
    String word = cursor.next("the name of an interface");
    if (word.length() > 15 || word.isEmpty() || word.indexOf('/') >= 0) {
      throw cursor.error(
          "'%s' is no name of an interface, expected 1 to 15 characters".formatted(word));
    }
    return word;
  }
}
