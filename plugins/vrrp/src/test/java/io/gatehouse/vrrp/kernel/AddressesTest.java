package io.gatehouse.vrrp.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.vrrp.port.Host.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final InetAddress VIP = InetAddress.ofLiteral("192.168.1.88");
  private static final InetAddress VIP6 = InetAddress.ofLiteral("fd00:88::88");

  private final Heard heard = new Heard();
  private Network network;
  private Network.Host machine;
  private LinuxHost host;

  @BeforeEach
  void open() throws Exception {
    Needs.namespaces();
    network = Network.create();
    machine = network.host("a", "192.168.1.68/24");
    host = machine.inside(LinuxHost::new);
  }

  @AfterEach
  void close() throws Exception {
    if (network != null) {
      host.close();
      network.close();
    }
  }

  @Test
  void linksAreToldWithNameMacAndAddresses() throws Exception {
    Link eth0 = eth0();

    assertThat(eth0.up()).isTrue();
    assertThat(eth0.mtu()).isEqualTo(1500);
    assertThat(machine.run("ip", "link", "show", "eth0")).contains(mac(eth0));
    assertThat(eth0.addresses()).contains(InetAddress.ofLiteral("192.168.1.68"));
  }

  @Test
  void addressHasPrefixScopeLabelAndBroadcast() throws Exception {
    InetAddress broadcast = InetAddress.ofLiteral("192.168.1.255");
    host.put(
        eth0().index(),
        new VirtualAddress(VIP, 32, "", 253, "eth0:vip", Optional.of(broadcast)),
        0);

    assertThat(machine.run("ip", "address", "show", "dev", "eth0"))
        .contains("192.168.1.88/32 brd 192.168.1.255 scope link eth0:vip")
        .contains("valid_lft forever preferred_lft forever");
  }

  @Test
  void leasedAddressGoesByItselfAndThatIsTold() throws Exception {
    host.put(eth0().index(), plain(VIP, 32), 1);
    assertThat(machine.run("ip", "address", "show", "dev", "eth0"))
        .contains("192.168.1.88/32 scope global dynamic eth0")
        .contains("valid_lft 1sec preferred_lft 1sec");

    heard.until(host, () -> heard.gone.contains(VIP));

    assertThat(machine.run("ip", "address", "show", "dev", "eth0")).doesNotContain("192.168.1.88");
  }

  @Test
  void renewedLeaseIsNeverAbsentAndMakesNoNoise() throws Exception {
    int index = eth0().index();
    host.put(index, plain(VIP, 24), 100);
    host.put(index, plain(VIP6, 64), 100);
    heard.until(host, () -> isOn(VIP) && isOn(VIP6) && hasLinkLocal());
    heard.changes.clear();
    for (int i = 0; i < 200; i++) {
      host.put(index, plain(VIP, 24), 5_000);
      host.put(index, plain(VIP6, 64), 5_000);
      host.await(host.nanos(), heard);
    }

    assertThat(heard.gone).isEmpty();
    assertThat(heard.changes).isEmpty();
    assertThat(machine.run("ip", "address"))
        .containsPattern("192.168.1.88/24 [^\\n]+\\n +valid_lft (5000|49\\d\\d)sec")
        .containsPattern("fd00:88::88/64 [^\\n]+\\n +valid_lft (5000|49\\d\\d)sec");
  }

  @Test
  void permanentAddressBecomesALeaseWhenPutWithALifetime() throws Exception {
    machine.address("192.168.1.88/32");
    host.put(eth0().index(), plain(VIP, 32), 30);

    assertThat(machine.run("ip", "address", "show", "dev", "eth0"))
        .containsPattern("192.168.1.88/32 scope global dynamic eth0\\s+valid_lft (30|29)sec");
  }

  @Test
  void ipv6AddressIsUsableAtOnceAndAHostAddressIsNoSource() throws Exception {
    host.put(eth0().index(), plain(VIP6, 128), 30);

    assertThat(machine.run("ip", "-6", "address", "show", "dev", "eth0"))
        .contains("fd00:88::88/128 scope global nodad deprecated dynamic")
        .contains("preferred_lft 0sec");
  }

  @Test
  void removingTellsWhetherItWasThere() throws Exception {
    int index = eth0().index();
    host.put(index, plain(VIP, 32), 0);
    host.put(index, plain(VIP6, 128), 0);

    assertThat(host.remove(index, plain(VIP, 32))).isTrue();
    assertThat(host.remove(index, plain(VIP, 32))).isFalse();
    assertThat(host.remove(index, plain(VIP6, 128))).isTrue();
    assertThat(host.remove(index, plain(VIP6, 128))).isFalse();
    assertThat(host.remove(4711, plain(VIP, 32))).isFalse();
    assertThat(machine.run("ip", "address")).doesNotContain("192.168.1.88", "fd00:88::88");
  }

  @Test
  void addressThatIsPutBackAtOnceWasNeverGone() throws Exception {
    int index = eth0().index();
    host.put(index, plain(VIP, 32), 0);
    host.remove(index, plain(VIP, 32));
    host.put(index, plain(VIP, 32), 0);
    machine.run("ip", "link", "set", "eth0", "mtu", "1400");
    heard.until(host, () -> heard.changes.stream().anyMatch(link -> link.mtu() == 1400));

    assertThat(heard.gone).isEmpty();
  }

  @Test
  void refusalIsExplainedInTheKernelsWords() throws Exception {
    int index = eth0().index();

    assertThatThrownBy(() -> host.put(index, plain(VIP, 33), 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot put 192.168.1.88/33 on interface " + index + ": Invalid")
        .hasMessageContaining("(");
  }

  private boolean isOn(InetAddress address) {
    return heard.changes.stream().anyMatch(link -> link.addresses().contains(address));
  }

  private boolean hasLinkLocal() {
    return heard.changes.getLast().addresses().stream().anyMatch(InetAddress::isLinkLocalAddress);
  }

  private Link eth0() throws IOException {
    return host.links().stream().filter(link -> link.name().equals("eth0")).findAny().orElseThrow();
  }

  private static String mac(Link link) {
    StringBuilder words = new StringBuilder();
    for (byte part : link.mac()) {
      words.append(words.isEmpty() ? "" : ":").append(String.format("%02x", part));
    }
    return words.toString();
  }

  private static VirtualAddress plain(InetAddress address, int prefix) {
    return new VirtualAddress(address, prefix, "", 0, "", Optional.empty());
  }
}
