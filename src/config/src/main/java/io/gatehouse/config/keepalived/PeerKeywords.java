package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.vip.Peers.Peer;
import io.gatehouse.config.keepalived.InstanceDraft.Familiar;
import io.gatehouse.config.text.Cursor;
import java.net.InetAddress;
import java.util.List;

/** Where adverts come from and go to. */
final class PeerKeywords {
  private static final int LARGEST_TTL = 255;

  private PeerKeywords() {}

  static void addTo(Keywords<InstanceDraft> keywords) {
    keywords
        .line("mcast_src_ip", PeerKeywords::source)
        .line("unicast_src_ip", PeerKeywords::source)
        .line("mcast_dst_ip", PeerKeywords::group)
        .block("unicast_peer", PeerKeywords::peers)
        .line("unicast_ttl", (d, c) -> d.unicastTtl = c.number("a hop limit", 0, LARGEST_TTL))
        .line("check_unicast_src", (d, c) -> d.checkSource = c.flag())
        .line("skip_check_adv_addr", (d, c) -> d.skipAddressCheck = c.flag())
        .noEffect("the source address is looked for whenever the interface changes", "track_src_ip")
        .refused(
            "name the peers in 'unicast_peer'; without them adverts go to the multicast group",
            "unicast_fault_no_peer")
        .refused(
            "all of Keepalived since 2.0 computes the checksum as the RFC says: update the peer",
            "old_unicast_checksum")
        .refused("name the 'interface'", "vrf");
  }

  private static void source(InstanceDraft draft, Clause clause) throws ArgumentException {
    InetAddress address = Addresses.address(clause.cursor(), "an address of this machine");
    clause.end();
    draft.source = address;
    draft.families.add(
        new Familiar(
            Addresses.ipv6(address),
            "'" + clause.keyword() + "'",
            clause.statement().line().span(1)));
  }

  private static void group(InstanceDraft draft, Clause clause) throws ArgumentException {
    InetAddress address = Addresses.address(clause.cursor(), "a multicast group");
    if (!address.isMulticastAddress()) {
      throw clause.cursor().error("%s is no multicast group".formatted(address.getHostAddress()));
    }
    clause.end();
    draft.group = address;
    draft.families.add(
        new Familiar(Addresses.ipv6(address), "'mcast_dst_ip'", clause.statement().line().span(1)));
  }

  private static void peers(InstanceDraft draft, Clause clause) {
    AddressKeywords.each(clause, entry -> draft.peers.add(peer(draft, entry)));
  }

  private static Peer peer(InstanceDraft draft, Clause entry) throws ArgumentException {
    Cursor cursor = entry.cursor();
    InetAddress address = Addresses.address(cursor, "the address of a peer");
    int min = 0;
    int max = LARGEST_TTL;
    while (cursor.hasNext()) {
      String word = cursor.next("an option");
      switch (word) {
        case "min_ttl" -> min = (int) cursor.integer("a hop limit", 0, LARGEST_TTL);
        case "max_ttl" -> max = (int) cursor.integer("a hop limit", 0, LARGEST_TTL);
        default -> throw cursor.unknown("option of a peer", List.of("min_ttl", "max_ttl"));
      }
      draft.checkSource = true;
    }
    if (min > max) {
      throw cursor.error("'min_ttl' %d is above 'max_ttl' %d".formatted(min, max));
    }
    draft.families.add(
        new Familiar(Addresses.ipv6(address), "peer", entry.statement().line().span(0)));
    return new Peer(address, min, max);
  }
}
