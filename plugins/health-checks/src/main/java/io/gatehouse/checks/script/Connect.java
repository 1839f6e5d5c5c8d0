package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.Dialing;
import io.gatehouse.api.check.Dialing.Way;
import io.gatehouse.api.rule.Expression;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * {@code connect}: opens a new connection.
 *
 * @param portOf yields the port, where that is not a number
 */
record Connect(boolean implicit, Dialing dialing, Optional<Expression> portOf, String comment)
    implements Step {

  private static final int LARGEST = 65_535;

  /** In front of a script that begins with something else. */
  static final Connect IMPLICIT = new Connect(true, Dialing.STANDARD, Optional.empty(), "");

  @Override
  public Connect commented(String other) {
    return new Connect(implicit, dialing, portOf, other);
  }

  private Connect by(Dialing other) {
    return new Connect(false, other, portOf, comment);
  }

  private Connect with(String word, boolean http, Arguments arguments) throws ArgumentException {
    Way way = dialing.way();
    boolean standard = way.standard();
    boolean proxied = way.proxied();
    boolean socks = way.socks();
    boolean tls = way.tls();
    return switch (word) {
      case "default" -> by(new Way(true, proxied, socks, tls, way.sni(), way.alpn(), way.proto()));
      case "send-proxy" ->
          by(new Way(standard, true, socks, tls, way.sni(), way.alpn(), way.proto()));
      case "via-socks4" ->
          by(new Way(standard, proxied, true, tls, way.sni(), way.alpn(), way.proto()));
      case "linger" -> by(dialing.polite(true));
      case "comment" -> commented(arguments.next("a text"));
      case "addr" -> at(arguments.next("an address"), arguments);
      case "port" -> port(arguments);
      case "ssl" -> by(new Way(standard, proxied, socks, true, way.sni(), way.alpn(), way.proto()));
      case "sni" ->
          by(new Way(standard, proxied, socks, tls, name(arguments), way.alpn(), way.proto()));
      case "alpn" ->
          by(new Way(standard, proxied, socks, tls, way.sni(), protocols(arguments), way.proto()));
      case "proto" ->
          by(
              new Way(
                  standard, proxied, socks, tls, way.sni(), way.alpn(), spoken(http, arguments)));
      default ->
          throw arguments.error(
              "expects 'comment', 'port', 'addr', 'send-proxy' or 'via-socks4', 'linger',"
                  + " 'default', 'ssl', 'sni', 'alpn' but got '"
                  + word
                  + "' as argument");
    };
  }

  private Connect by(Way other) {
    return by(dialing.by(other));
  }

  private static String name(Arguments arguments) throws ArgumentException {
    String name = arguments.next("a host name");
    try {
      String ascii = IDN.toASCII(name);
      if (!ascii.isEmpty() && !ascii.endsWith(".")) {
        return ascii;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below.
    }
    throw arguments.error("'" + name + "' is not a host name");
  }

  private static String protocols(Arguments arguments) throws ArgumentException {
    String all = arguments.next("protocols such as 'h2,http/1.1'");
    if (List.of(all.split(",", -1)).contains("")) {
      throw arguments.error("'alpn' has an empty protocol name");
    }
    return all;
  }

  private static String spoken(boolean http, Arguments arguments) throws ArgumentException {
    String protocol = arguments.next("a protocol");
    return switch (protocol) {
      case "h1", "h2", "none" -> {
        if (http == protocol.equals("none")) {
          String kind = http ? "http-check" : "tcp-check";
          throw arguments.error("'proto' : invalid MUX protocol '" + protocol + "' for " + kind);
        }
        yield protocol;
      }
      case "fcgi", "quic", "qmux", "spop" ->
          throw arguments.error(
              "'proto "
                  + protocol
                  + "' is not supported: checks speak HTTP/1, HTTP/2 or plain TCP");
      default -> throw arguments.error("'proto' : unknown MUX protocol '" + protocol + "'");
    };
  }

  /** A port behind the last colon counts less than {@code port}. */
  private Connect at(String address, Arguments arguments) throws ArgumentException {
    String bare = address.replaceFirst("^(ipv4|ipv6)@", "");
    int colon = bare.lastIndexOf(':');
    String behind = colon < 0 ? "" : bare.substring(colon + 1);
    boolean hasPort = !behind.isEmpty() && behind.chars().allMatch(Character::isDigit);
    String host = hasPort ? bare.substring(0, colon) : bare;
    int there = hasPort ? number(behind, arguments) : 0;
    int port = dialing.port() == 0 ? there : dialing.port();
    // A name is looked up once, as HAProxy does: the check itself never waits for it.
    InetSocketAddress to = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), 0);
    return by(dialing.to(to).at(port));
  }

  private Connect port(Arguments arguments) throws ArgumentException {
    String next = arguments.peek();
    if (next != null && !next.isEmpty() && next.chars().allMatch(Character::isDigit)) {
      int fixed = number(arguments.next("a port"), arguments);
      return new Connect(false, dialing.at(fixed), Optional.empty(), comment);
    }
    Optional<Expression> found = Optional.of(arguments.expression());
    return new Connect(false, dialing.at(0), found, comment);
  }

  private static int number(String digits, Arguments arguments) throws ArgumentException {
    int value = digits.length() > 5 ? 0 : Integer.parseInt(digits);
    if (value < 1 || value > LARGEST) {
      throw arguments.error(
          "expects a valid TCP port (from range 1 to 65535) or a sample expression, got " + digits);
    }
    return value;
  }

  /**
   * @param http whether it is a line of {@code http-check}
   */
  static Connect parse(boolean http, Arguments arguments) throws ArgumentException {
    Connect connect = new Connect(false, Dialing.STANDARD.by(Way.PLAIN), Optional.empty(), "");
    while (arguments.hasNext()) {
      connect = connect.with(arguments.next("an option"), http, arguments);
    }
    return connect;
  }
}
