package io.gatehouse.vrrp.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Capture;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final InetAddress VIP = InetAddress.ofLiteral("192.168.1.88");
  private static final InetAddress VIP6 = InetAddress.ofLiteral("fd00:88::88");

  private final Heard heard = new Heard();
  private Network network;
  private Network.Host other;
  private LinuxHost host;
  private LinuxHost neighbour;

  @BeforeEach
  void open() throws Exception {
    Needs.namespaces();
    network = Network.create();
    host = network.host("a", "192.168.1.66/24").inside(LinuxHost::new);
    other = network.host("b", "192.168.1.68/24");
    neighbour = other.inside(LinuxHost::new);
  }

  @AfterEach
  void close() throws Exception {
    if (network != null) {
      host.close();
      neighbour.close();
      network.close();
    }
  }

  @Test
  void ownerOfAProbedAddressAnswersWithItsMac() throws Exception {
    other.address("192.168.1.88/32");
    host.watch(index(host), VIP, true);
    host.probe(index(host), VIP);
    heard.until(host, () -> !heard.owners.isEmpty());

    assertThat(heard.owners).containsOnly("192.168.1.88 " + mac(neighbour));
  }

  @Test
  void ownerOfAProbedIpv6AddressAnswersWithItsMac() throws Exception {
    other.run("ip", "address", "add", "fd00:88::88/128", "dev", "eth0", "nodad");
    host.watch(index(host), VIP6, true);
    host.probe(index(host), VIP6);
    heard.until(host, () -> !heard.owners.isEmpty());

    assertThat(heard.owners).containsOnly("fd00:88:0:0:0:0:0:88 " + mac(neighbour));
  }

  @Test
  void announcementsOfANeighbourAreClaimsAndProbesAreNot() throws Exception {
    host.watch(index(host), VIP, true);
    host.watch(index(host), VIP6, true);
    neighbour.probe(index(neighbour), VIP);
    neighbour.probe(index(neighbour), VIP6);
    neighbour.announce(index(neighbour), InetAddress.ofLiteral("192.168.1.89"));
    neighbour.announce(index(neighbour), VIP);
    neighbour.announce(index(neighbour), VIP6);
    heard.until(host, () -> heard.owners.size() == 2);

    assertThat(heard.owners)
        .containsExactly(
            "192.168.1.88 " + mac(neighbour), "fd00:88:0:0:0:0:0:88 " + mac(neighbour));
  }

  @Test
  void ownAnnouncementsAndUnwatchedAddressesAreNoClaims() throws Exception {
    host.watch(index(host), VIP, true);
    host.watch(index(host), VIP6, true);
    host.watch(index(host), VIP6, false);
    host.announce(index(host), VIP);
    neighbour.announce(index(neighbour), VIP6);
    neighbour.announce(index(neighbour), VIP);
    heard.until(host, () -> !heard.owners.isEmpty());

    assertThat(heard.owners).containsExactly("192.168.1.88 " + mac(neighbour));
  }

  @Test
  void cachesOfNeighboursLearnTheNewOwner() throws Exception {
    other.run(
        "ip",
        "neighbour",
        "add",
        "192.168.1.88",
        "lladdr",
        "02:00:00:00:00:01",
        "dev",
        "eth0",
        "nud",
        "stale");
    other.run(
        "ip",
        "neighbour",
        "add",
        "fd00:88::88",
        "lladdr",
        "02:00:00:00:00:01",
        "dev",
        "eth0",
        "nud",
        "stale");
    try (Capture capture = other.capture("arp or ip6[40] == 136")) {
      host.announce(index(host), VIP);
      host.announce(index(host), VIP6);
      capture.next(PATIENCE);
      capture.next(PATIENCE);
    }

    assertThat(other.run("ip", "neighbour"))
        .contains("192.168.1.88 dev eth0 lladdr " + mac(host))
        .contains("fd00:88::88 dev eth0 lladdr " + mac(host));
  }

  @Test
  void loopbackHasNoNeighbours() throws Exception {
    host.announce(1, VIP);
    host.announce(1, VIP6);
    host.probe(1, VIP);

    assertThat(host.links()).anyMatch(link -> link.index() == 1 && link.name().equals("lo"));
  }

  private static int index(LinuxHost host) throws Exception {
    return host.links().stream()
        .filter(link -> link.name().equals("eth0"))
        .findAny()
        .orElseThrow()
        .index();
  }

  private static String mac(LinuxHost host) throws Exception {
    var parts = host.links().stream().filter(one -> one.name().equals("eth0")).findAny();
    byte[] mac = new byte[6];
    for (int i = 0; i < mac.length; i++) {
      mac[i] = parts.orElseThrow().mac().get(i);
    }
    return HexFormat.ofDelimiter(":").formatHex(mac);
  }
}
