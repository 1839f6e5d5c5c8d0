package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.NetlinkRequest.ACKNOWLEDGE;
import static io.gatehouse.vrrp.kernel.NetlinkRequest.CREATE;
import static io.gatehouse.vrrp.kernel.NetlinkRequest.REPLACE;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;

import io.gatehouse.api.vip.VirtualAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts addresses on interfaces and takes them off. Requests are kept: to renew an address is to
 * send the one that put it there again, and allocates nothing.
 */
final class Addresses {
  private static final int NEW = 20;
  private static final int DELETE = 21;
  private static final int ADDRESS = 1;
  private static final int LOCAL = 2;
  private static final int LABEL = 3;
  private static final int BROADCAST = 4;
  private static final int CACHE_INFO = 6;
  private static final int FLAGS = 8;
  private static final int NO_DUPLICATE_DETECTION = 2;
  private static final int FOREVER = -1;
  private static final int HOST_ROUTE6 = 128;

  private static final int INET = 2;
  private static final int INET6 = 10;

  private final NetlinkSocket netlink;
  private final List<Put> puts = new ArrayList<>();

  Addresses(NetlinkSocket netlink) {
    this.netlink = netlink;
  }

  /** Adds the address, or gives the one that is there that lifetime; 0 seconds is forever. */
  void put(int index, VirtualAddress address, int seconds) throws IOException {
    int answer = netlink.carryOut(request(index, address, seconds == 0 ? FOREVER : seconds));
    if (answer < 0) {
      throw netlink.failure("put " + words(address) + " on interface " + index, answer);
    }
  }

  /** False when it was not there. */
  boolean remove(int index, VirtualAddress address) throws IOException {
    puts.removeIf(put -> put.isOf(index, address));
    byte[] bytes = address.address().getAddress();
    try (Arena arena = Arena.ofConfined()) {
      NetlinkRequest request = new NetlinkRequest(arena, DELETE, ACKNOWLEDGE);
      fields(request, index, address).attribute(LOCAL, bytes).attribute(ADDRESS, bytes);
      int answer = netlink.carryOut(request);
      if (answer == -Failure.EADDRNOTAVAIL || answer == -Failure.ENODEV) {
        return false;
      }
      if (answer < 0) {
        throw netlink.failure("take " + words(address) + " off interface " + index, answer);
      }
      return true;
    }
  }

  private NetlinkRequest request(int index, VirtualAddress address, int seconds) {
    for (int i = 0; i < puts.size(); i++) {
      if (puts.get(i).isOf(index, address)) {
        return puts.get(i).lasting(seconds);
      }
    }
    Put put = new Put(index, address);
    puts.add(put);
    return put.lasting(seconds);
  }

  private static NetlinkRequest fields(NetlinkRequest request, int index, VirtualAddress address) {
    boolean six = address.address() instanceof Inet6Address;
    return request
        .put8(six ? INET6 : INET)
        .put8(address.prefix())
        .put8(0)
        .put8(address.scope())
        .put32(index);
  }

  private static String words(VirtualAddress address) {
    return address.address().getHostAddress() + "/" + address.prefix();
  }

  /** The request that puts one address on one interface. */
  private static final class Put {
    private final int index;
    private final VirtualAddress address;
    private final NetlinkRequest request;
    private final int lifetime;

    Put(int index, VirtualAddress address) {
      this.index = index;
      this.address = address;
      request = new NetlinkRequest(Arena.ofAuto(), NEW, ACKNOWLEDGE | CREATE | REPLACE);
      fields(request, index, address).attribute(LOCAL, address.address().getAddress());
      address.broadcast().ifPresent(all -> request.attribute(BROADCAST, all.getAddress()));
      if (address.address() instanceof Inet6Address) {
        request.attribute(FLAGS, NO_DUPLICATE_DETECTION);
      }
      if (!address.label().isEmpty()) {
        request.attribute(LABEL, address.label());
      }
      lifetime = request.length() + 4;
      request.attribute(CACHE_INFO, new byte[16]);
    }

    boolean isOf(int index, VirtualAddress address) {
      return this.index == index && this.address.equals(address);
    }

    NetlinkRequest lasting(int seconds) {
      // A host address of IPv6 is "deprecated" from the start, as with Keepalived: no connection of
      // this machine begins with it.
      boolean deprecated =
          address.address() instanceof Inet6Address && address.prefix() == HOST_ROUTE6;
      request.memory().set(HOST32, lifetime, deprecated ? 0 : seconds);
      request.memory().set(HOST32, lifetime + 4, seconds);
      return request;
    }
  }
}
