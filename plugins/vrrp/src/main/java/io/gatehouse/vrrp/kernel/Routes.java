package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.NetlinkRequest.ACKNOWLEDGE;
import static io.gatehouse.vrrp.kernel.NetlinkRequest.CREATE;
import static io.gatehouse.vrrp.kernel.NetlinkRequest.REPLACE;

import io.gatehouse.api.vip.VirtualRoute;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.util.function.ToIntFunction;

/** Puts routes into the kernel's tables and takes them out. */
final class Routes {
  private static final int NEW = 24;
  private static final int DELETE = 25;
  private static final int DESTINATION = 1;
  private static final int INTERFACE = 4;
  private static final int GATEWAY = 5;
  private static final int PRIORITY = 6;
  private static final int PREFERRED_SOURCE = 7;
  private static final int TABLE = 15;

  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int KEEPALIVED = 18;
  private static final int UNICAST = 1;
  private static final int BLACKHOLE = 6;
  private static final int NOWHERE = 255;
  private static final int SMALL_TABLES = 256;

  private final NetlinkSocket netlink;
  private final ToIntFunction<String> indexOf;

  /**
   * @param indexOf of an interface by its name; 0 when it is not there
   */
  Routes(NetlinkSocket netlink, ToIntFunction<String> indexOf) {
    this.netlink = netlink;
    this.indexOf = indexOf;
  }

  void put(VirtualRoute route) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int flags = ACKNOWLEDGE | CREATE | REPLACE;
      NetlinkRequest request = new NetlinkRequest(arena, NEW, flags);
      fields(request, route, route.scope());
      int answer = netlink.carryOut(attributes(request, route));
      if (answer < 0) {
        throw netlink.failure("add the route to " + words(route), answer);
      }
    }
  }

  /** False when it was not there. */
  boolean remove(VirtualRoute route) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      NetlinkRequest request = new NetlinkRequest(arena, DELETE, ACKNOWLEDGE);
      fields(request, route, NOWHERE);
      int answer = netlink.carryOut(attributes(request, route));
      if (answer == -Failure.ESRCH || answer == -Failure.ENODEV) {
        return false;
      }
      if (answer < 0) {
        throw netlink.failure("remove the route to " + words(route), answer);
      }
      return true;
    }
  }

  private static void fields(NetlinkRequest request, VirtualRoute route, int scope) {
    request
        .put8(route.ipv6() ? INET6 : INET)
        .put8(route.destination().isPresent() ? route.prefix() : 0)
        .put8(0)
        .put8(0)
        .put8(route.table() < SMALL_TABLES ? route.table() : 0)
        .put8(KEEPALIVED)
        .put8(scope)
        .put8(route.blackhole() ? BLACKHOLE : UNICAST)
        .put32(0);
  }

  private NetlinkRequest attributes(NetlinkRequest request, VirtualRoute route) throws IOException {
    route.destination().ifPresent(address -> add(request, DESTINATION, address));
    route.gateway().ifPresent(address -> add(request, GATEWAY, address));
    route.source().ifPresent(address -> add(request, PREFERRED_SOURCE, address));
    if (!route.device().isEmpty()) {
      int index = indexOf.applyAsInt(route.device());
      if (index == 0) {
        throw new IOException(
            "no interface '" + route.device() + "' for the route to " + words(route));
      }
      request.attribute(INTERFACE, index);
    }
    if (route.metric() != 0) {
      request.attribute(PRIORITY, route.metric());
    }
    if (route.table() >= SMALL_TABLES) {
      request.attribute(TABLE, route.table());
    }
    return request;
  }

  private static void add(NetlinkRequest request, int type, InetAddress address) {
    request.attribute(type, address.getAddress());
  }

  private static String words(VirtualRoute route) {
    return route.destination().map(InetAddress::getHostAddress).orElse("default")
        + (route.destination().isPresent() ? "/" + route.prefix() : "");
  }
}
