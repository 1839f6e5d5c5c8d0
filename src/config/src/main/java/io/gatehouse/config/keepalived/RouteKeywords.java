package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.config.keepalived.Addresses.Network;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Word;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists of routes: {@code virtual_routes}, {@code static_routes}. */
final class RouteKeywords {
  private static final int MAIN_TABLE = 254;
  private static final int LINK_SCOPE = 253;
  private static final Map<String, Integer> TABLES =
      Map.of("main", MAIN_TABLE, "local", 255, "default", 253);
  private static final List<String> OPTIONS =
      List.of("to", "via", "gw", "dev", "oif", "src", "scope", "metric", "table", "no_track");
  private static final List<String> REFUSED =
      List.of(
          "as",
          "from",
          "tos",
          "dsfield",
          "protocol",
          "onlink",
          "encap",
          "expires",
          "mtu",
          "hoplimit",
          "advmss",
          "rtt",
          "rttvar",
          "reordering",
          "window",
          "cwnd",
          "ssthresh",
          "realms",
          "rto_min",
          "initcwnd",
          "initrwnd",
          "features",
          "quickack",
          "congctl",
          "pref",
          "ttl-propagate",
          "fastopen_no_cookie",
          "add",
          "prepend",
          "append",
          "or",
          "nexthop",
          "track_group",
          "vrf",
          "unreachable",
          "prohibit",
          "throw",
          "multicast",
          "local",
          "broadcast",
          "anycast",
          "nat",
          "unicast");

  private RouteKeywords() {}

  static VirtualRoute route(Clause entry) throws ArgumentException {
    Builder builder = new Builder(entry.cursor());
    while (entry.cursor().hasNext()) {
      builder.option();
    }
    return builder.build();
  }

  private static final class Builder {
    private final Cursor cursor;
    private @Nullable Network destination;
    private boolean everywhere;
    private @Nullable InetAddress gateway;
    private @Nullable InetAddress source;
    private String device = "";
    private int scope = -1;
    private int metric;
    private int table = MAIN_TABLE;
    private boolean blackhole;
    private @Nullable Boolean ipv6;

    Builder(Cursor cursor) {
      this.cursor = cursor;
    }

    void option() throws ArgumentException {
      Word word = cursor.nextWord("a destination");
      switch (word.text()) {
        case "to" -> destination(cursor.nextWord("a destination"));
        case "via", "gw" -> gateway = gateway(word);
        case "src" -> source = family(Addresses.address(cursor, "a source address"));
        case "dev", "oif" -> device = Addresses.device(cursor);
        case "scope" -> scope = Addresses.scope(cursor);
        case "metric", "priority", "preference" ->
            metric = (int) cursor.integer("a metric", 0, Integer.MAX_VALUE);
        case "table" -> table = table();
        case "blackhole" -> blackhole = true;
        case "no_track" -> cursor.warn("'no_track' has no effect, routes are not watched");
        case "inet", "inet6" -> ipv6(word.text().equals("inet6"));
        default -> other(word);
      }
    }

    private InetAddress gateway(Word word) throws ArgumentException {
      if (word.is("gw")) {
        cursor.warn("'gw' is an old word, write 'via'");
      }
      return family(Addresses.address(cursor, "the address of a gateway"));
    }

    private void other(Word word) throws ArgumentException {
      if (REFUSED.contains(word.text())) {
        throw cursor.error(
            "'%s' of a route is known to Keepalived but not supported".formatted(word.text()));
      }
      destination(word);
    }

    private void destination(Word word) throws ArgumentException {
      if (destination != null || everywhere) {
        throw cursor.unknown("option of a route", OPTIONS);
      }
      String text = word.text();
      if (text.equals("default")) {
        everywhere = true;
        return;
      }
      Network network = network(text);
      family(network.address());
      everywhere = network.prefix() == 0;
      destination = everywhere ? null : network;
    }

    private Network network(String text) throws ArgumentException {
      int slash = text.indexOf('/');
      Optional<InetAddress> address =
          Addresses.literal(slash < 0 ? text : text.substring(0, slash));
      if (address.isEmpty()) {
        throw cursor.unknown("option of a route", OPTIONS);
      }
      int bits = Addresses.bits(address.get());
      String prefix = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
      if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
        throw cursor.error(
            "'%s' is no prefix, expected a number from 0 to %d".formatted(prefix, bits));
      }
      return new Network(address.get(), Integer.parseInt(prefix));
    }

    private InetAddress family(InetAddress address) throws ArgumentException {
      ipv6(Addresses.ipv6(address));
      return address;
    }

    private void ipv6(boolean six) throws ArgumentException {
      if (ipv6 != null && ipv6 != six) {
        throw cursor.error("a route cannot mix IPv4 and IPv6");
      }
      ipv6 = six;
    }

    private int table() throws ArgumentException {
      String word = cursor.next("a routing table");
      Integer known = TABLES.get(word);
      if (known != null) {
        return known;
      }
      if (!word.matches("[1-9]\\d{0,8}")) {
        throw cursor.error(
            "'%s' is no routing table, expected a number, main, local or default".formatted(word));
      }
      return Integer.parseInt(word);
    }

    VirtualRoute build() throws ArgumentException {
      if (destination == null && !everywhere) {
        throw cursor.error("a route needs a destination, such as 'default' or 192.0.2.0/24");
      }
      if (gateway == null && device.isEmpty() && !blackhole) {
        throw cursor.error("a route needs a gateway ('via') or an interface ('dev')");
      }
      Network to = destination;
      int reach = scope >= 0 ? scope : gateway == null && !blackhole ? LINK_SCOPE : 0;
      return new VirtualRoute(
          to == null ? Optional.empty() : Optional.of(to.address()),
          to == null ? 0 : to.prefix(),
          Boolean.TRUE.equals(ipv6),
          Optional.ofNullable(gateway),
          Optional.ofNullable(source),
          device,
          reach,
          metric,
          table,
          blackhole);
    }
  }
}
