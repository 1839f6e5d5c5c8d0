package io.gatehouse.api.vip;

import java.util.List;

/**
 * {@code vrrp_instance}: one virtual router.
 *
 * @param excluded {@code virtual_ipaddress_excluded}: put on and off, never advertised
 * @param accept whether packets to the addresses are accepted when not the address owner (RFC 9568,
 *     Accept_Mode)
 */
public record VrrpInstance(
    String name,
    VirtualRouter router,
    Election election,
    Peers peers,
    Authentication authentication,
    List<VirtualAddress> addresses,
    List<VirtualAddress> excluded,
    List<VirtualRoute> routes,
    boolean accept,
    Announcements announcements,
    Tracking tracking,
    Notification notification) {

  public VrrpInstance {
    addresses = List.copyOf(addresses);
    excluded = List.copyOf(excluded);
    routes = List.copyOf(routes);
  }
}
