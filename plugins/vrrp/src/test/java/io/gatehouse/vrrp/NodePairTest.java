package io.gatehouse.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus.State;
import io.gatehouse.api.vip.VirtualRouter;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two of our nodes on one network. */
class NodePairTest {
  private static final String PASSWORD = "571f97b2";

  private final List<Node> nodes = new ArrayList<>();
  private Network network;
  private Network.Host first;
  private Network.Host second;

  @BeforeEach
  void open() throws Exception {
    Needs.namespaces();
    network = Network.create();
    first = network.host("a", "192.168.1.77/24");
    second = network.host("b", "192.168.1.78/24");
  }

  @AfterEach
  void close() throws Exception {
    nodes.forEach(Node::close);
    if (network != null) {
      network.close();
    }
  }

  @Test
  void theBetterNodeOwnsTheAddressAndTheOtherTakesOverWhenItStops() throws Exception {
    Node better = start(first, Samples.version2(100, PASSWORD));
    Node other = start(second, Samples.version2(80, PASSWORD));
    better.await(State.MASTER);
    assertThat(owns(first)).isTrue();
    assertThat(owns(second)).isFalse();
    assertThat(other.status().state()).isEqualTo(State.BACKUP);

    better.close();
    assertThat(owns(first)).as("given up when close returns").isFalse();
    other.await(State.MASTER);
    assertThat(owns(second)).isTrue();
    assertThat(other.status().counters().priZeroRcvd()).isEqualTo(1);
    assertThat(better.told).containsExactly("VI_1 BACKUP 100", "VI_1 MASTER 100", "VI_1 STOP 100");
  }

  @Test
  void theBetterNodeComesBackAndTakesTheAddressOver() throws Exception {
    Node other = start(second, Samples.version2(80, PASSWORD));
    other.await(State.MASTER);
    Node better = start(first, Samples.version2(100, PASSWORD));
    better.await(State.MASTER);
    other.until(() -> other.status().state() == State.BACKUP);
    assertThat(owns(first)).isTrue();
    assertThat(owns(second)).isFalse();
    assertThat(better.log)
        .contains("(VI_1) received lower priority (80) advert from 192.168.1.78 - discarding");
    assertThat(other.log)
        .contains(
            "(VI_1) Master received advert from 192.168.1.77 with higher priority 100, ours 80");
    assertThat(better.status().splitBrain()).isFalse();
    assertThat(other.status().counters().duplicateOwners()).isZero();
  }

  @Test
  void ipv6AddressesMoveToo() throws Exception {
    Node better = start(first, Samples.ipv6(100));
    Node other = start(second, Samples.ipv6(80));
    better.await(State.MASTER);
    assertThat(first.run("ip", "-6", "address", "show", "eth0"))
        .contains("fe80::88/64")
        .contains("fd00:88::88/64");
    other.await(State.BACKUP);
    better.close();
    other.await(State.MASTER);
    assertThat(second.run("ip", "-6", "address", "show", "eth0")).contains("fd00:88::88/64");
  }

  @Test
  void anUnhealthyNodeHandsOverAndTakesBack() throws Exception {
    Node better = start(first, Samples.version3(100));
    Node other = start(second, Samples.version3(80));
    better.await(State.MASTER);
    better.become(Vitality.STUCK);
    better.await(State.FAULT);
    assertThat(better.status().reason()).isEqualTo("an event loop does not answer");
    other.await(State.MASTER);
    assertThat(owns(first)).isFalse();
    better.become(Vitality.WELL);
    better.await(State.MASTER);
    other.await(State.BACKUP);
  }

  @Test
  void aNodeThatIsNotReadyClaimsNothing() throws Exception {
    Node other = start(second, Samples.version3(80));
    other.await(State.MASTER);
    Node better = new Node(Vitality.STARTING);
    nodes.add(better.startOn(first, Samples.configuration(Samples.version3(100))));
    other.until(() -> better.status().counters().advertRcvd() > 10);
    assertThat(better.status().state()).isEqualTo(State.BACKUP);
    assertThat(better.status().reason())
        .isEqualTo("listeners and first health checks are not ready yet");
    better.become(Vitality.WELL);
    better.await(State.MASTER);
  }

  @Test
  void aLostLinkIsAFaultAndTheOtherTakesOver() throws Exception {
    Node better = start(first, Samples.version3(100));
    Node other = start(second, Samples.version3(80));
    better.await(State.MASTER);
    first.run("ip", "link", "set", "eth0", "down");
    better.await(State.FAULT);
    assertThat(better.status().reason()).isEqualTo("interface eth0 is down");
    other.await(State.MASTER);
    first.run("ip", "link", "set", "eth0", "up");
    better.await(State.MASTER);
    other.await(State.BACKUP);
  }

  @Test
  void aMissingInterfaceIsWaitedFor() throws Exception {
    first.run("ip", "link", "set", "eth0", "down");
    first.run("ip", "link", "set", "eth0", "name", "other");
    Node node = start(first, Samples.version3(100));
    node.await(State.FAULT);
    assertThat(node.status().reason()).isEqualTo("interface eth0 is not there");
    first.run("ip", "link", "set", "other", "name", "eth0");
    first.run("ip", "link", "set", "eth0", "up");
    node.await(State.MASTER);
    assertThat(owns(first)).isTrue();
  }

  @Test
  void anotherPasswordIsCountedAndSaidAndTheOwnerStaysAlone() throws Exception {
    Node owner = start(first, Samples.version2(100, PASSWORD));
    owner.await(State.MASTER);
    Node stranger = start(second, Samples.version2(80, "another"));
    stranger.until(() -> !stranger.status().reason().isEmpty());
    assertThat(stranger.status().reason())
        .contains("defends the addresses")
        .contains("the passwords (auth_pass) differ");
    assertThat(stranger.status().counters().authFailure()).isPositive();
    assertThat(stranger.status().state()).isEqualTo(State.BACKUP);
    assertThat(stranger.log).anyMatch(line -> line.contains("received an invalid passwd!"));
    assertThat(owner.status().counters().authFailure()).isPositive();
    assertThat(owns(first)).isTrue();
    assertThat(owns(second)).isFalse();
  }

  @Test
  void anAddressOfAnEarlierLifeIsTakenOff() throws Exception {
    Node better = start(first, Samples.version3(100));
    better.await(State.MASTER);
    second.run("ip", "address", "add", "192.168.1.88/24", "dev", "eth0");
    start(second, Samples.version3(80));
    assertThat(owns(second)).isFalse();
  }

  @Test
  void anUnchangedInstanceKeepsTheAddressOverAChange() throws Exception {
    Node better = start(first, Samples.version2(100, PASSWORD));
    Node other = start(second, Samples.version2(80, PASSWORD));
    better.await(State.MASTER);
    VrrpInstance more = Samples.another("VI_2", 7, "192.168.1.89/24");
    VipConfiguration both = Samples.configuration(Samples.version2(100, PASSWORD), more);
    better.ips().replace(both);
    better.until(() -> better.ips().status().getLast().state() == State.MASTER);
    assertThat(better.status().counters().becomeMaster()).isEqualTo(1);
    assertThat(other.status().counters().becomeMaster()).isZero();
    better.ips().replace(Samples.configuration(Samples.version2(100, PASSWORD)));
    assertThat(first.run("ip", "address", "show", "eth0"))
        .contains("192.168.1.88/24")
        .doesNotContain("192.168.1.89/24");
  }

  @Test
  void whoHearsNoAdvertsButADefenceLetsTheOwnerBe() throws Exception {
    Node better = start(first, Samples.version2(100, PASSWORD));
    Node other = start(second, Samples.version2(80, PASSWORD));
    better.await(State.MASTER);
    network.drop(
        "iifname \"%s\" oifname \"%s\" ip protocol 112".formatted(first.port(), second.port()));
    other.awaitLog("defends the addresses, but its adverts do not arrive");
    assertThat(other.status().counters().becomeMaster()).isZero();
    assertThat(better.status().state()).isEqualTo(State.MASTER);
  }

  @Test
  void aChangedInstanceKeepsTheAddressAndItsPlace() throws Exception {
    Node better = start(first, Samples.version2(100, PASSWORD));
    Node other = start(second, Samples.version2(80, PASSWORD));
    better.await(State.MASTER);
    VrrpInstance changed =
        Samples.instance(
            new VirtualRouter("eth0", 6, 2, false),
            120,
            Duration.ofSeconds(1),
            new Authentication.Password(PASSWORD),
            "192.168.1.88/24",
            "192.168.1.89/24");
    better.ips().replace(Samples.configuration(changed));
    assertThat(better.status().state()).isEqualTo(State.MASTER);
    assertThat(better.status().effectivePriority()).isEqualTo(120);
    assertThat(first.run("ip", "address", "show", "eth0"))
        .contains("192.168.1.88/24", "192.168.1.89/24");
    better.ips().replace(Samples.configuration(Samples.version2(90, PASSWORD)));
    assertThat(first.run("ip", "address", "show", "eth0"))
        .contains("192.168.1.88/24")
        .doesNotContain("192.168.1.89/24");
    other.until(() -> other.status().masterPriority() == 90);
    assertThat(better.status().counters().becomeMaster()).isEqualTo(1);
    assertThat(better.status().counters().priZeroSent()).isZero();
    assertThat(other.status().counters().becomeMaster()).isZero();
    assertThat(better.told).containsExactly("VI_1 BACKUP 100", "VI_1 MASTER 100");
  }

  @Test
  void theOwnerOfAnAddressNeitherPutsItOnNorTakesItOff() throws Exception {
    VrrpInstance owner =
        Samples.instance(
            new VirtualRouter("eth0", 6, 3, false),
            255,
            Duration.ofMillis(100),
            new Authentication.None(),
            "192.168.1.77/24");
    Node node = start(first, owner);
    node.await(State.MASTER);
    assertThat(first.run("ip", "address", "show", "eth0"))
        .contains("192.168.1.77/24")
        .contains("valid_lft forever");
    node.close();
    VrrpProvider provider = new VrrpProvider();
    assertThat(first.inside(() -> provider.release(Samples.configuration(owner)))).isEmpty();
    assertThat(first.run("ip", "address", "show", "eth0")).contains("192.168.1.77/24");
  }

  @Test
  void whatADeadProcessLeftIsReleasedAndThePeerTakesOverSoon() throws Exception {
    Node other = start(second, Samples.version2(80, PASSWORD));
    other.await(State.MASTER);
    other.close();
    first.run("ip", "address", "add", "192.168.1.88/24", "dev", "eth0");
    Node peer = start(second, Samples.version2(80, PASSWORD));
    VipConfiguration configuration = Samples.configuration(Samples.version2(100, PASSWORD));
    VrrpProvider provider = new VrrpProvider();
    assertThat(first.inside(() -> provider.release(configuration)))
        .containsExactly("(VI_1) released 192.168.1.88, sent 0 priority");
    assertThat(owns(first)).isFalse();
    peer.until(() -> peer.status().counters().priZeroRcvd() == 1);
    assertThat(first.inside(() -> provider.release(configuration))).isEmpty();
  }

  @Test
  void anAddressThatSomebodyTakesOffComesBack() throws Exception {
    Node node = start(first, Samples.version3(100));
    node.await(State.MASTER);
    first.run("ip", "address", "delete", "192.168.1.88/24", "dev", "eth0");
    node.awaitLog("192.168.1.88 was taken off by somebody else");
    node.await(State.MASTER);
    assertThat(owns(first)).isTrue();
  }

  private Node start(Network.Host host, VrrpInstance instance) throws Exception {
    Node node = new Node(Vitality.WELL).startOn(host, Samples.configuration(instance));
    nodes.add(node);
    return node;
  }

  private static boolean owns(Network.Host host) throws IOException {
    return host.run("ip", "address", "show", "eth0").contains("192.168.1.88/");
  }
}
