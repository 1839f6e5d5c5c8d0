package io.gatehouse.vrrp.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.AdvertisementSocket.Binding;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Host.Link;
import io.gatehouse.vrrp.port.Inbound;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawSocketTest {
  private static final InetAddress GROUP = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress FIRST = InetAddress.ofLiteral("192.168.1.66");
  private static final InetAddress SECOND = InetAddress.ofLiteral("192.168.1.68");
  private static final InetAddress SECOND6 = InetAddress.ofLiteral("fd00:1::68");
  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 2_000;

  /**
   * Send, two of netlink, two announcements, and twice the clock, waiting, and two receives of each
   * of two sockets.
   */
  private static final int MOST_CALLS = 17;

  private final Heard heard = new Heard();
  private Network network;
  private Network.Host one;
  private Network.Host two;
  private LinuxHost first;
  private LinuxHost second;

  @BeforeEach
  void open() throws Exception {
    Needs.namespaces();
    network = Network.create();
    one = network.host("a", "192.168.1.66/24");
    two = network.host("b", "192.168.1.68/24");
    one.run("ip", "address", "add", "fd00:1::66/64", "dev", "eth0", "nodad");
    two.run("ip", "address", "add", "fd00:1::68/64", "dev", "eth0", "nodad");
    first = one.inside(LinuxHost::new);
    second = two.inside(LinuxHost::new);
  }

  @AfterEach
  void close() throws Exception {
    if (network != null) {
      first.close();
      second.close();
      network.close();
    }
  }

  @Test
  void multicastReachesTheOthersAndNotOurselves() throws Exception {
    AdvertisementSocket sender = open(one, first, 112, FIRST, true);
    open(two, second, 112, SECOND, true);
    send(sender, FIRST, GROUP, 1);
    heard.until(second, () -> heard.adverts.size() == 1);
    Heard own = new Heard();
    first.await(first.nanos(), own);

    assertThat(own.adverts).isEmpty();
    assertThat(heard.adverts.getFirst().source()).isEqualTo("192.168.1.66");
  }

  @Test
  void unicastReachesItsSocketAndMulticastSocketsHearNone() throws Exception {
    AdvertisementSocket sender = open(one, first, 112, FIRST, false);
    AdvertisementSocket multicast = open(one, first, 112, FIRST, true);
    open(two, second, 112, SECOND, false);
    AdvertisementSocket deaf = open(two, second, 112, SECOND, true);
    send(sender, FIRST, SECOND, 1);
    heard.until(second, () -> heard.adverts.size() == 1);
    assertThat(heard.adverts.getFirst().destination()).isEqualTo("192.168.1.68");
    send(multicast, FIRST, GROUP, 2);
    heard.until(second, () -> heard.adverts.size() == 2);

    assertThat(heard.adverts.get(1).destination()).isEqualTo("224.0.0.18");
    deaf.close();
  }

  @Test
  void unicastOfIpv6HasTheHopLimitThatWasAsked() throws Exception {
    InetAddress source = InetAddress.ofLiteral("fd00:1::66");
    AdvertisementSocket sender =
        one.inside(
            () ->
                first.open(
                    new Binding(
                        "eth0",
                        index(first),
                        true,
                        112,
                        Optional.of(source),
                        Optional.empty(),
                        64)));
    two.inside(
        () ->
            second.open(
                new Binding(
                    "eth0",
                    index(second),
                    true,
                    112,
                    Optional.of(SECOND6),
                    Optional.empty(),
                    255)));
    sender.send(new byte[] {0x31, 1, 2, 3}, 4, SECOND6);
    heard.until(second, () -> !heard.adverts.isEmpty());

    assertThat(heard.adverts.getFirst().hopLimit()).isEqualTo(64);
    assertThat(heard.adverts.getFirst().source()).isEqualTo("fd00:1:0:0:0:0:0:66");
    assertThat(heard.adverts.getFirst().bytes()).containsExactly(0x31, 1, 2, 3);
  }

  @Test
  void authenticationHeaderHasItsOwnProtocol() throws Exception {
    AdvertisementSocket sender = open(one, first, 51, FIRST, true);
    open(two, second, 112, SECOND, true);
    open(two, second, 51, SECOND, true);
    byte[] packet = packet(FIRST, GROUP, 7);
    packet[9] = 51;
    sender.send(packet, packet.length, GROUP);
    heard.until(second, () -> !heard.adverts.isEmpty());

    assertThat(heard.adverts)
        .singleElement()
        .satisfies(advert -> assertThat(advert.bytes()[9]).isEqualTo((byte) 51));
  }

  @Test
  void packetThatIsTooLongIsToldWithItsLength() throws Exception {
    two.run("ip", "link", "set", "eth0", "mtu", "1500");
    AdvertisementSocket sender = open(one, first, 112, FIRST, true);
    open(two, second, 112, SECOND, true);
    byte[] packet = packet(FIRST, GROUP, 1);
    byte[] longer = java.util.Arrays.copyOf(packet, 1500);
    sender.send(longer, longer.length, GROUP);
    heard.until(second, () -> !heard.adverts.isEmpty());

    assertThat(heard.adverts.getFirst().bytes()).hasSize(1500);
  }

  @Test
  void sourceThatIsNotThereIsAnErrorAndLeavesNothingOpen() throws Exception {
    Binding binding =
        new Binding(
            "eth0",
            index(first),
            true,
            112,
            Optional.of(InetAddress.ofLiteral("fd00:1::99")),
            Optional.empty(),
            255);

    assertThatThrownBy(() -> one.inside(() -> first.open(binding)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot open a socket for adverts at fd00:1:0:0:0:0:0:99: "
                + "Cannot assign requested address");
  }

  @Test
  void interfaceThatIsDownRefusesAndWorksAgainWhenItIsUp() throws Exception {
    AdvertisementSocket sender = open(one, first, 112, FIRST, true);
    open(two, second, 112, SECOND, true);
    one.run("ip", "link", "set", "eth0", "down");
    assertThatThrownBy(() -> send(sender, FIRST, GROUP, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot send an advert through eth0: Network is ");
    one.run("ip", "link", "set", "eth0", "up");
    heard.until(first, () -> !heard.changes.isEmpty() && heard.changes.getLast().up());
    send(sender, FIRST, GROUP, 1);
    heard.until(second, () -> !heard.adverts.isEmpty());
  }

  @Test
  void socketsMayBeClosedWhileTheyAreToldOf() throws Exception {
    AdvertisementSocket sender = open(one, first, 112, FIRST, true);
    AdvertisementSocket left = open(two, second, 112, SECOND, true);
    AdvertisementSocket right = open(two, second, 112, SECOND, true);
    for (int i = 0; i < 10; i++) {
      send(sender, FIRST, GROUP, i);
    }
    Heard closing =
        new Heard() {
          @Override
          public void advertisement(AdvertisementSocket socket, Inbound packet) {
            super.advertisement(socket, packet);
            left.close();
            right.close();
          }
        };
    closing.until(second, () -> !closing.adverts.isEmpty());
    second.await(second.nanos(), closing);

    assertThat(closing.adverts).hasSize(1);
  }

  /**
   * The runner's steady state: an advert out, a lease renewed, adverts in, announcements. The JDK
   * makes one small object for each call whose errno is wanted, until its best compiler has seen
   * it.
   */
  @Test
  void steadyStateAllocatesNothingButWhatTheCallsThemselvesDo() throws Exception {
    AdvertisementSocket sender = open(one, first, 112, FIRST, true);
    open(two, second, 112, SECOND, true);
    int index = index(second);
    InetAddress vip = InetAddress.ofLiteral("192.168.1.88");
    InetAddress vip6 = InetAddress.ofLiteral("fd00:1::88");
    VirtualAddress leased = new VirtualAddress(vip, 32, "", 0, "", Optional.empty());
    byte[] packet = packet(FIRST, GROUP, 1);
    Counting counting = new Counting();
    second.put(index, leased, 30);
    second.await(second.nanos(), counting);
    long oneCall = allocated(second::nanos);
    long round =
        allocated(
            () -> {
              sender.send(packet, packet.length, GROUP);
              second.put(index, leased, 30);
              second.announce(index, vip);
              second.announce(index, vip6);
              second.await(Long.MAX_VALUE, counting);
              second.await(0, counting);
            });

    assertThat(counting.adverts).isEqualTo(WARM_UP + MEASURED);
    assertThat(round).isLessThanOrEqualTo(MOST_CALLS * oneCall);
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Bytes for each run. */
  private static long allocated(Work work) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < MEASURED; i++) {
      work.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED;
  }

  private static final class Counting implements Host.Events {
    private int adverts;

    @Override
    public void advertisement(AdvertisementSocket socket, Inbound packet) {
      adverts++;
    }

    @Override
    public void changed(Link link) {}

    @Override
    public void disappeared(int interfaceIndex, String name) {}

    @Override
    public void addressGone(int interfaceIndex, InetAddress address) {}

    @Override
    public void otherOwner(int interfaceIndex, InetAddress address, byte[] mac, boolean unasked) {}

    @Override
    public void asked(int interfaceIndex, InetAddress address) {}
  }

  private static AdvertisementSocket open(
      Network.Host where, LinuxHost host, int protocol, InetAddress source, boolean multicast)
      throws Exception {
    Optional<InetAddress> group = multicast ? Optional.of(GROUP) : Optional.empty();
    int index = index(host);
    return where.inside(
        () ->
            host.open(
                new Binding("eth0", index, false, protocol, Optional.of(source), group, 255)));
  }

  private static void send(
      AdvertisementSocket socket, InetAddress source, InetAddress destination, int mark)
      throws IOException {
    byte[] packet = packet(source, destination, mark);
    socket.send(packet, packet.length, destination);
  }

  /** An IP header and a mark. */
  private static byte[] packet(InetAddress source, InetAddress destination, int mark) {
    byte[] packet = HexFormat.of().parseHex("45c00000000000" + "00ff700000" + "0".repeat(24));
    System.arraycopy(source.getAddress(), 0, packet, 12, 4);
    System.arraycopy(destination.getAddress(), 0, packet, 16, 4);
    packet[20] = (byte) mark;
    return packet;
  }

  private static int index(LinuxHost host) throws IOException {
    return host.links().stream()
        .filter(link -> link.name().equals("eth0"))
        .findAny()
        .orElseThrow()
        .index();
  }
}
