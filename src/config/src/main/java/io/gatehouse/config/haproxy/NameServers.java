package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.haproxy.Address.Ports;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Resolvers.NameServer;

/** Addresses of name servers: UDP unless they say otherwise (manual section 11). */
final class NameServers {
  private NameServers() {}

  /** Reads the word taken last. */
  static NameServer parse(String name, String text, Cursor cursor) throws ArgumentException {
    int at = text.indexOf('@');
    String prefix = at < 0 ? "" : text.substring(0, at);
    String rest = text.substring(at + 1);
    boolean stream = prefix.startsWith("tcp") || prefix.startsWith("stream");
    String family =
        switch (prefix) {
          case "", "udp", "dgram", "tcp", "stream" -> "";
          case "ipv4", "udp4", "dgram+ipv4", "tcp4", "stream+ipv4" -> "ipv4@";
          case "ipv6", "udp6", "dgram+ipv6", "tcp6", "stream+ipv6" -> "ipv6@";
          default ->
              throw cursor.error(
                  "'%s@' is not supported for a name server; use udp@ or tcp@".formatted(prefix));
        };
    Address address = Addresses.parse(family + rest, cursor);
    boolean fixed = address.ports() instanceof Ports.Fixed(int first, int last) && first == last;
    if (!(address.endpoint() instanceof Endpoint.Inet) || !fixed) {
      throw cursor.error("a name server needs an Internet address with one port, such as 53");
    }
    return new NameServer(name, (Endpoint.Inet) address.single(), stream);
  }
}
