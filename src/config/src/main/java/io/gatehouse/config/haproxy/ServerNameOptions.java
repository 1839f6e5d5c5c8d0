package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.Network;
import io.gatehouse.model.ServerHealth.FirstAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options that say how a server's name becomes an address (manual sections 5.2 and 5.3). */
final class ServerNameOptions {
  static final Set<String> NAMES =
      Set.of("init-addr", "resolvers", "resolve-prefer", "resolve-net", "resolve-opts");

  private ServerNameOptions() {}

  /** Reads the arguments of one of {@link #NAMES}, which was taken last. */
  static void read(String name, Cursor cursor, Values values) throws ArgumentException {
    switch (name) {
      case "init-addr" -> initAddr(cursor, values);
      case "resolvers" ->
          values.set(
              ServerSettings.RESOLVERS,
              cursor.next("the name of a 'resolvers' section"),
              cursor.span());
      case "resolve-prefer" -> prefer(cursor, values);
      case "resolve-net" -> networks(cursor, values);
      default -> options(cursor, values);
    }
  }

  private static void prefer(Cursor cursor, Values values) throws ArgumentException {
    boolean ipv4 =
        switch (cursor.next("'ipv4' or 'ipv6'")) {
          case "ipv4" -> true;
          case "ipv6" -> false;
          default -> throw cursor.unknown("'resolve-prefer'", List.of("ipv4", "ipv6"));
        };
    values.set(ServerSettings.PREFER_IPV4, ipv4, cursor.span());
  }

  private static void networks(Cursor cursor, Values values) throws ArgumentException {
    List<Network> networks = new ArrayList<>(values.list(ServerSettings.RESOLVE_NETWORKS));
    for (String text : cursor.next("networks such as '10.0.0.0/8,fd00::/8'").split(",", -1)) {
      networks.add(Networks.of(text, cursor));
    }
    values.set(ServerSettings.RESOLVE_NETWORKS, List.copyOf(networks), cursor.span());
  }

  private static void options(Cursor cursor, Values values) throws ArgumentException {
    for (String word : cursor.next("options such as 'allow-dup-ip,ignore-weight'").split(",", -1)) {
      switch (word) {
        case "allow-dup-ip" -> values.set(ServerSettings.DUPLICATES, true, cursor.span());
        case "prevent-dup-ip" -> values.set(ServerSettings.DUPLICATES, false, cursor.span());
        case "ignore-weight" -> values.set(ServerSettings.IGNORE_WEIGHT, true, cursor.span());
        default ->
            throw cursor.error(
                "'%s' is not one of allow-dup-ip, ignore-weight and prevent-dup-ip"
                    .formatted(word));
      }
    }
  }

  private static void initAddr(Cursor cursor, Values values) throws ArgumentException {
    List<FirstAddress> methods = new ArrayList<>();
    for (String method : cursor.next("methods such as 'last,libc,none'").split(",", -1)) {
      switch (method) {
        case "last" -> methods.add(new FirstAddress.Last());
        case "libc" -> methods.add(new FirstAddress.Resolved());
        case "none" -> methods.add(new FirstAddress.Nothing());
        default -> {
          if (!literal(method)) {
            throw cursor.error(
                "'%s' is not one of last, libc, none or an address".formatted(method));
          }
          if (methods.stream().anyMatch(FirstAddress.Literal.class::isInstance)) {
            throw cursor.error("'%s' is a second address".formatted(method));
          }
          methods.add(new FirstAddress.Literal(method));
        }
      }
    }
    values.set(ServerSettings.INIT_ADDR, methods, cursor.span());
  }

  private static boolean literal(String method) {
    try {
      return !method.isEmpty() && !InetAddress.ofLiteral(method).isAnyLocalAddress();
    } catch (IllegalArgumentException aWord) {
      return false;
    }
  }
}
