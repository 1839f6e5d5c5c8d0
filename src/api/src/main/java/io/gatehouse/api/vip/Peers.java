package io.gatehouse.api.vip;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where adverts come from and go to.
 *
 * @param source {@code mcast_src_ip} or {@code unicast_src_ip}; empty is the interface's own
 * @param group {@code vrrp_mcast_group4} or {@code vrrp_mcast_group6}; unused with unicast peers
 * @param unicast {@code unicast_peer}; empty means multicast
 * @param checkUnicastSource {@code check_unicast_src}: adverts of strangers are dropped
 * @param skipAddressCheck {@code skip_check_adv_addr}: the address list of a master is compared
 *     with its first advert only
 */
public record Peers(
    Optional<InetAddress> source,
    InetAddress group,
    List<Peer> unicast,
    boolean checkUnicastSource,
    boolean skipAddressCheck,
    int unicastTtl) {

  public Peers {
    unicast = List.copyOf(unicast);
  }

  /** One unicast peer and the bounds of the hop limit of what it sends. */
  public record Peer(InetAddress address, int minTtl, int maxTtl) {}
}
