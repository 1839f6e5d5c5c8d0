package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Expression;
import java.util.Optional;

/**
 * {@code connect}: opens a new connection.
 *
 * @param standard as the server's own options say ({@code default})
 * @param host instead of the server's address; empty for that
 * @param port instead of the server's; 0 for that
 * @param portOf yields the port
 * @param polite closed with a goodbye instead of a reset ({@code linger})
 */
record Connect(
    boolean implicit,
    boolean standard,
    String host,
    int port,
    Optional<Expression> portOf,
    boolean sendProxy,
    boolean viaSocks,
    boolean polite,
    String comment)
    implements Step {

  private static final int LARGEST = 65_535;

  /** In front of a script that begins with something else. */
  static final Connect IMPLICIT =
      new Connect(true, true, "", 0, Optional.empty(), false, false, false, "");

  @Override
  public Connect commented(String other) {
    return new Connect(implicit, standard, host, port, portOf, sendProxy, viaSocks, polite, other);
  }

  private Connect with(String word, Arguments arguments) throws ArgumentException {
    return switch (word) {
      case "default" ->
          new Connect(false, true, host, port, portOf, sendProxy, viaSocks, polite, comment);
      case "send-proxy" ->
          new Connect(false, standard, host, port, portOf, true, viaSocks, polite, comment);
      case "via-socks4" ->
          new Connect(false, standard, host, port, portOf, sendProxy, true, polite, comment);
      case "linger" ->
          new Connect(false, standard, host, port, portOf, sendProxy, viaSocks, true, comment);
      case "comment" -> commented(arguments.next("a text"));
      case "addr" -> at(arguments.next("an address"), arguments);
      case "port" -> port(arguments);
      case "ssl", "sni", "alpn" ->
          throw arguments.error(
              "'" + word + "' needs TLS towards servers, which is not supported yet");
      case "proto" -> spoken(arguments);
      default ->
          throw arguments.error(
              "expects 'comment', 'port', 'addr', 'send-proxy' or 'via-socks4', 'linger',"
                  + " 'default' but got '"
                  + word
                  + "' as argument");
    };
  }

  private Connect spoken(Arguments arguments) throws ArgumentException {
    String protocol = arguments.next("a protocol");
    if (!protocol.equals("h1") && !protocol.equals("none")) {
      throw arguments.error(
          "'proto " + protocol + "' is not supported: checks speak plain TCP or HTTP/1");
    }
    return this;
  }

  /** A port behind the last colon counts less than {@code port}. */
  private Connect at(String address, Arguments arguments) throws ArgumentException {
    String bare = address.replaceFirst("^(ipv4|ipv6)@", "");
    int colon = bare.lastIndexOf(':');
    String behind = colon < 0 ? "" : bare.substring(colon + 1);
    boolean hasPort = !behind.isEmpty() && behind.chars().allMatch(Character::isDigit);
    String to = hasPort ? bare.substring(0, colon) : bare;
    int there = hasPort ? number(behind, arguments) : 0;
    return new Connect(
        false,
        standard,
        to.replaceAll("[\\[\\]]", ""),
        port == 0 ? there : port,
        portOf,
        sendProxy,
        viaSocks,
        polite,
        comment);
  }

  private Connect port(Arguments arguments) throws ArgumentException {
    String next = arguments.peek();
    if (next != null && !next.isEmpty() && next.chars().allMatch(Character::isDigit)) {
      int fixed = number(arguments.next("a port"), arguments);
      return new Connect(
          false, standard, host, fixed, Optional.empty(), sendProxy, viaSocks, polite, comment);
    }
    Optional<Expression> found = Optional.of(arguments.expression());
    return new Connect(false, standard, host, 0, found, sendProxy, viaSocks, polite, comment);
  }

  private static int number(String digits, Arguments arguments) throws ArgumentException {
    int value = digits.length() > 5 ? 0 : Integer.parseInt(digits);
    if (value < 1 || value > LARGEST) {
      throw arguments.error(
          "expects a valid TCP port (from range 1 to 65535) or a sample expression, got " + digits);
    }
    return value;
  }

  static Connect parse(Arguments arguments) throws ArgumentException {
    Connect connect = new Connect(false, false, "", 0, Optional.empty(), false, false, false, "");
    while (arguments.hasNext()) {
      connect = connect.with(arguments.next("an option"), arguments);
    }
    return connect;
  }
}
