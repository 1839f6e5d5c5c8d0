package io.gatehouse.vrrp.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.vrrp.port.Host.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterfacesTest {
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
  void interfaceThatIsSetDownAndUpIsTold() throws Exception {
    machine.run("ip", "link", "set", "eth0", "down");
    heard.until(host, () -> isLast(false));
    machine.run("ip", "link", "set", "eth0", "up");
    heard.until(host, () -> isLast(true));

    assertThat(link("eth0").up()).isTrue();
  }

  @Test
  void lostCarrierIsTold() throws Exception {
    machine.run("ip", "link", "add", "left", "type", "veth", "peer", "right");
    machine.run("ip", "link", "set", "left", "up");
    machine.run("ip", "link", "set", "right", "up");
    heard.until(host, () -> link("left").up());
    machine.run("ip", "link", "set", "right", "down");
    heard.until(
        host, () -> heard.changes.stream().anyMatch(one -> one.name().equals("left") && !one.up()));

    assertThat(link("left").up()).isFalse();
  }

  @Test
  void interfacesComeChangeTheirNameAndMacAndGo() throws Exception {
    machine.run("ip", "link", "add", "left", "type", "veth", "peer", "right");
    heard.until(host, () -> names().contains("left") && names().contains("right"));
    machine.run("ip", "link", "set", "left", "address", "02:00:00:00:00:17");
    heard.until(host, () -> link("left").mac().getLast() == 0x17);
    machine.run("ip", "link", "set", "left", "name", "uplink");
    heard.until(host, () -> names().contains("uplink"));
    machine.run("ip", "link", "delete", "uplink");
    heard.until(host, () -> heard.disappeared.size() == 2);

    assertThat(heard.disappeared).containsExactlyInAnyOrder("uplink", "right");
    assertThat(host.links()).noneMatch(one -> one.name().equals("uplink"));
  }

  @Test
  void portThatLeavesABridgeHasNotDisappeared() throws Exception {
    machine.run("ip", "link", "add", "br7", "type", "bridge");
    machine.run("ip", "link", "set", "eth0", "master", "br7");
    machine.run("ip", "link", "set", "eth0", "nomaster");
    machine.run("ip", "link", "set", "eth0", "mtu", "1400");
    heard.until(host, () -> heard.changes.stream().anyMatch(one -> one.mtu() == 1400));

    assertThat(heard.disappeared).isEmpty();
  }

  @Test
  void addressesOfOthersAreToldWhenTheyComeAndGo() throws Exception {
    InetAddress address = InetAddress.ofLiteral("192.168.1.99");
    machine.address("192.168.1.99/32");
    heard.until(
        host, () -> heard.changes.stream().anyMatch(one -> one.addresses().contains(address)));
    machine.run("ip", "address", "delete", "192.168.1.99/32", "dev", "eth0");
    heard.until(host, () -> heard.gone.contains(address));

    assertThat(link("eth0").addresses()).doesNotContain(address);
  }

  @Test
  void addressesGoWithTheirInterface() throws Exception {
    machine.run("ip", "link", "add", "left", "type", "veth", "peer", "right");
    machine.run("ip", "address", "add", "10.9.9.9/32", "dev", "left");
    machine.run("ip", "link", "delete", "left");
    heard.until(host, () -> heard.disappeared.contains("left"));

    assertThat(heard.gone).contains(InetAddress.ofLiteral("10.9.9.9"));
  }

  @Test
  void routesComeAndGo() throws Exception {
    VirtualRoute route = route("10.7.0.0", 16, "192.168.1.1", "eth0", false);
    host.put(route);
    host.put(route);
    assertThat(machine.run("ip", "route", "show", "10.7.0.0/16"))
        .contains("10.7.0.0/16 via 192.168.1.1 dev eth0 proto keepalived metric 7");

    assertThat(host.remove(route)).isTrue();
    assertThat(host.remove(route)).isFalse();
    assertThat(machine.run("ip", "route")).doesNotContain("10.7");
  }

  @Test
  void blackholeDefaultAndOtherTablesAreRoutesToo() throws Exception {
    host.put(route("10.8.0.0", 16, "", "", true));
    VirtualRoute fallback =
        new VirtualRoute(
            Optional.empty(),
            0,
            false,
            Optional.of(InetAddress.ofLiteral("192.168.1.1")),
            Optional.of(InetAddress.ofLiteral("192.168.1.68")),
            "eth0",
            0,
            0,
            1000,
            false);
    host.put(fallback);
    InetAddress network6 = InetAddress.ofLiteral("fd00:99::");
    host.put(
        new VirtualRoute(
            Optional.of(network6),
            64,
            true,
            Optional.empty(),
            Optional.empty(),
            "eth0",
            0,
            0,
            254,
            false));

    assertThat(machine.run("ip", "route")).contains("blackhole 10.8.0.0/16");
    assertThat(machine.run("ip", "route", "show", "table", "1000"))
        .contains("default via 192.168.1.1 dev eth0 proto keepalived src 192.168.1.68");
    assertThat(machine.run("ip", "-6", "route")).contains("fd00:99::/64 dev eth0 proto keepalived");
    assertThat(host.remove(fallback)).isTrue();
  }

  @Test
  void routeThroughAnInterfaceThatIsMissingIsRefused() {
    assertThatThrownBy(() -> host.put(route("10.7.0.0", 16, "192.168.1.1", "eth7", false)))
        .isInstanceOf(IOException.class)
        .hasMessage("no interface 'eth7' for the route to 10.7.0.0/16");
  }

  @Test
  void deadlineEndsTheWaitAndSoDoesAnotherThread() throws Exception {
    host.await(host.nanos() - 1, heard);
    long deadline = host.nanos() + 20_000_000;
    while (host.nanos() < deadline) {
      host.await(deadline, heard);
    }
    Thread waker = Thread.ofPlatform().start(host::wakeUp);
    host.await(Long.MAX_VALUE, heard);
    waker.join();

    assertThat(host.nanos()).isGreaterThanOrEqualTo(deadline);
  }

  private static VirtualRoute route(
      String destination, int prefix, String gateway, String device, boolean blackhole) {
    return new VirtualRoute(
        Optional.of(InetAddress.ofLiteral(destination)),
        prefix,
        false,
        gateway.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(gateway)),
        Optional.empty(),
        device,
        0,
        7,
        254,
        blackhole);
  }

  private boolean isLast(boolean up) {
    return !heard.changes.isEmpty() && heard.changes.getLast().up() == up;
  }

  private List<String> names() {
    return heard.changes.stream().map(Link::name).toList();
  }

  private Link link(String name) {
    try {
      return host.links().stream().filter(one -> one.name().equals(name)).findAny().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
