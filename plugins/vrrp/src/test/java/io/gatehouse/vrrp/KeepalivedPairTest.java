package io.gatehouse.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.VipStatus.State;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of our nodes and one real Keepalived, in both roles. */
class KeepalivedPairTest {
  @TempDir Path folder;
  private Network network;
  private Network.Host ours;
  private Network.Host theirs;
  private Node node = new Node(Vitality.WELL);

  @BeforeEach
  void open() throws Exception {
    Needs.namespaces();
    Needs.programs("keepalived");
    network = Network.create();
    ours = network.host("a", "192.168.1.77/24");
    theirs = network.host("b", "192.168.1.78/24");
  }

  @AfterEach
  void close() throws Exception {
    node.close();
    if (network != null) {
      network.close();
    }
  }

  @Test
  void version2WithPassword() throws Exception {
    bothRoles(priority -> Samples.version2(priority, "571f97b2"));
  }

  @Test
  void version2WithAuthenticationHeader() throws Exception {
    VrrpInstance like = Samples.version2(100, "");
    bothRoles(
        priority ->
            Samples.instance(
                like.router(),
                priority,
                like.election().interval(),
                new Authentication.Header("571f97b2"),
                "192.168.1.88/24"));
  }

  @Test
  void version3() throws Exception {
    bothRoles(Samples::version3);
  }

  @Test
  void version3OverIpv6() throws Exception {
    bothRoles(Samples::ipv6);
  }

  /** We back up Keepalived, take over, make room for it, and preempt it. */
  private void bothRoles(IntFunction<VrrpInstance> instance) throws Exception {
    RealKeepalived real = RealKeepalived.start(theirs, folder, instance.apply(100));
    start(instance.apply(80));
    node.until(() -> owns(theirs));
    node.await(State.BACKUP);
    node.until(() -> node.status().counters().advertRcvd() > 0);
    assertThat(owns(ours)).isFalse();

    real.stop();
    node.await(State.MASTER);
    assertThat(node.status().counters().priZeroRcvd()).isPositive();
    assertThat(owns(theirs)).isFalse();
    assertThat(owns(ours)).isTrue();

    RealKeepalived better = RealKeepalived.start(theirs, folder, instance.apply(100));
    node.await(State.BACKUP);
    node.until(() -> owns(theirs));
    assertThat(owns(ours)).isFalse();
    assertThat(better.words()).contains("Entering MASTER STATE");
    node.close();

    start(instance.apply(120));
    node.await(State.MASTER);
    node.until(() -> !owns(theirs));
    assertThat(owns(ours)).isTrue();
    assertThat(better.words()).contains("with higher priority 120, ours 100");
    node.close();
    node.until(() -> owns(theirs));
  }

  private void start(VrrpInstance instance) throws Exception {
    node = new Node(Vitality.WELL).startOn(ours, Samples.configuration(instance));
  }

  private static boolean owns(Network.Host host) {
    try {
      String words = host.run("ip", "address", "show", "eth0");
      return words.contains("192.168.1.88/") || words.contains("fd00:88::88/");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
