package io.gatehouse.vrrp.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Capture;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.AdvertisementSocket.Binding;
import io.gatehouse.vrrp.port.Host.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real program puts on the wire, and what we do, byte by byte. */
class RealKeepalivedFramesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ETHERNET = 14;
  private static final int IPV6_HEADER = 40;
  private static final InetAddress GROUP4 = InetAddress.ofLiteral("224.0.100.100");
  private static final InetAddress GROUP6 = InetAddress.ofLiteral("ff02::12");

  private static final String VERSION2 =
      """
      global_defs {
        vrrp_mcast_group4 224.0.100.100
      }
      vrrp_instance VI_1 {
        interface eth0
        virtual_router_id 6
        priority 255
        advert_int 1
        authentication {
          auth_type PASS
          auth_pass 571f97b2
        }
        virtual_ipaddress {
          192.168.1.88/24
        }
      }
      """;

  private static final String VERSION3 =
      """
      vrrp_instance VI_6 {
        interface eth0
        virtual_router_id 6
        version 3
        priority 255
        advert_int 0.1
        virtual_ipaddress {
          fe80::88
          fd00:88::88
        }
      }
      """;

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private Network network;
  private Network.Host theirs;
  private Network.Host ours;
  private Network.Host witness;
  private LinuxHost host;

  @BeforeEach
  void open() throws Exception {
    Needs.namespaces();
    Needs.programs("keepalived", "tcpdump");
    network = Network.create();
    theirs = network.host("a", "192.168.1.66/24");
    ours = network.host("b", "192.168.1.68/24");
    witness = network.host("c", "192.168.1.70/24");
    host = ours.inside(LinuxHost::new);
  }

  @AfterEach
  void close() throws Exception {
    if (network != null) {
      host.close();
      network.close();
    }
  }

  @Test
  void advertOfVersion2LeavesAsTheirsDoes() throws Exception {
    try (Capture capture = witness.capture("ip proto 112 and not host 192.168.1.68");
        Capture own = witness.capture("ip proto 112 and host 192.168.1.68");
        AdvertisementSocket socket = open4()) {
      RealKeepalived.start(theirs, folder, VERSION2);
      byte[] real = capture.next(PATIENCE);
      byte[] packet = Arrays.copyOfRange(real, ETHERNET, real.length);
      // The source is ours; identification and checksum are the kernel's.
      System.arraycopy(new byte[] {(byte) 192, (byte) 168, 1, 68}, 0, packet, 12, 4);
      Arrays.fill(packet, 4, 6, (byte) 0);
      Arrays.fill(packet, 10, 12, (byte) 0);
      socket.send(packet, packet.length, GROUP4);
      byte[] sent = own.next(PATIENCE);

      assertThat(masked4(sent)).isEqualTo(masked4(real));
      assertThat(Arrays.copyOf(sent, 6)).isEqualTo(hex("01005e006464"));
      assertThat(mac(sent)).isEqualTo(mac());
      assertThat(sent[ETHERNET + 1]).isEqualTo((byte) 0xc0);
      assertThat(sent[ETHERNET + 6]).as("flags").isZero();
      assertThat(sent[ETHERNET + 8]).isEqualTo((byte) 255);
    }
  }

  @Test
  void advertOfVersion2IsReceivedWithItsHeader() throws Exception {
    try (AdvertisementSocket socket = open4()) {
      assertThat(socket.binding().protocol()).isEqualTo(112);
      RealKeepalived.start(theirs, folder, VERSION2);
      heard.until(host, () -> !heard.adverts.isEmpty());
      Heard.Advert advert = heard.adverts.getFirst();

      assertThat(advert.source()).isEqualTo("192.168.1.66");
      assertThat(advert.destination()).isEqualTo("224.0.100.100");
      assertThat(advert.hopLimit()).isEqualTo(255);
      assertThat(advert.bytes()).hasSize(40).startsWith(0x45, 0xc0).contains(0x21);
    }
  }

  @Test
  void advertOfIpv6LeavesAsTheirsDoes() throws Exception {
    try (Capture capture = witness.capture("ip6 proto 112");
        AdvertisementSocket socket = open6()) {
      InetAddress source = socket.binding().source().orElseThrow();
      RealKeepalived.start(theirs, folder, VERSION3);
      byte[] real = capture.next(PATIENCE);
      byte[] payload = Arrays.copyOfRange(real, ETHERNET + IPV6_HEADER, real.length);
      socket.send(payload, payload.length, GROUP6);
      byte[] sent = real;
      while (mac(sent).equals(mac(real))) {
        sent = capture.next(PATIENCE);
      }

      assertThat(masked6(sent)).isEqualTo(masked6(real));
      assertThat(Arrays.copyOf(sent, 6)).isEqualTo(hex("333300000012"));
      assertThat(mac(sent)).isEqualTo(mac());
      assertThat(sent[ETHERNET + 7]).as("hop limit").isEqualTo((byte) 255);
      assertThat(((sent[ETHERNET] & 0xf) << 4) | ((sent[ETHERNET + 1] & 0xf0) >> 4))
          .as("traffic class")
          .isEqualTo(0xc0);
      assertThat(Arrays.copyOfRange(sent, ETHERNET + 8, ETHERNET + 24))
          .isEqualTo(source.getAddress());
    }
  }

  @Test
  void advertOfIpv6IsReceivedWithWhatTheKernelKnows() throws Exception {
    try (AdvertisementSocket socket = open6()) {
      assertThat(socket.binding().ipv6()).isTrue();
      RealKeepalived.start(theirs, folder, VERSION3);
      heard.until(host, () -> !heard.adverts.isEmpty());
      Heard.Advert advert = heard.adverts.getFirst();

      assertThat(advert.source()).startsWith("fe80:");
      assertThat(advert.destination()).isEqualTo("ff02:0:0:0:0:0:0:12");
      assertThat(advert.hopLimit()).isEqualTo(255);
      assertThat(advert.bytes()).hasSize(40).startsWith(0x31, 0x06);
    }
  }

  @Test
  void gratuitousArpIsTheirs() throws Exception {
    try (Capture capture = witness.capture("arp and host 192.168.1.88")) {
      RealKeepalived.start(theirs, folder, VERSION2);
      byte[] real = capture.next(PATIENCE);
      host.announce(eth0().index(), InetAddress.ofLiteral("192.168.1.88"));
      byte[] sent = next(capture, mac());

      assertThat(withoutMac(sent)).isEqualTo(withoutMac(real));
      assertThat(real).startsWith(hex("ffffffffffff"));
    }
  }

  @Test
  void neighbourAdvertisementIsTheirs() throws Exception {
    try (Capture capture = witness.capture("icmp6 and ip6[40] == 136 and src fd00:88::88")) {
      RealKeepalived.start(theirs, folder, VERSION3);
      byte[] real = capture.next(PATIENCE);
      host.announce(eth0().index(), InetAddress.ofLiteral("fd00:88::88"));
      byte[] sent = next(capture, mac());

      assertThat(withoutChecksum(withoutMac(sent))).isEqualTo(withoutChecksum(withoutMac(real)));
      assertThat(real).startsWith(hex("333300000001"));
    }
  }

  private static byte[] next(Capture capture, String sender) throws Exception {
    byte[] frame = capture.next(PATIENCE);
    while (!mac(frame).equals(sender)) {
      frame = capture.next(PATIENCE);
    }
    return frame;
  }

  private AdvertisementSocket open4() throws Exception {
    Link eth0 = eth0();
    InetAddress source = InetAddress.ofLiteral("192.168.1.68");
    return ours.inside(
        () ->
            host.open(
                new Binding(
                    "eth0",
                    eth0.index(),
                    false,
                    112,
                    Optional.of(source),
                    Optional.of(GROUP4),
                    255)));
  }

  private AdvertisementSocket open6() throws Exception {
    heard.until(host, () -> linkLocal().isPresent());
    Link eth0 = eth0();
    return ours.inside(
        () ->
            host.open(
                new Binding(
                    "eth0", eth0.index(), true, 112, linkLocal(), Optional.of(GROUP6), 255)));
  }

  private Optional<InetAddress> linkLocal() {
    return eth0().addresses().stream().filter(InetAddress::isLinkLocalAddress).findAny();
  }

  private Link eth0() {
    try {
      return host.links().stream()
          .filter(link -> link.name().equals("eth0"))
          .findAny()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String mac() {
    byte[] mac = new byte[6];
    for (int i = 0; i < mac.length; i++) {
      mac[i] = eth0().mac().get(i);
    }
    return HexFormat.of().formatHex(mac);
  }

  /** Without hardware address, identification, checksum and source. */
  private static String masked4(byte[] frame) {
    byte[] copy = frame.clone();
    Arrays.fill(copy, 6, 12, (byte) 0);
    Arrays.fill(copy, ETHERNET + 4, ETHERNET + 6, (byte) 0);
    Arrays.fill(copy, ETHERNET + 10, ETHERNET + 16, (byte) 0);
    return HexFormat.of().formatHex(copy);
  }

  /** Without hardware address, flow label and source. */
  private static String masked6(byte[] frame) {
    byte[] copy = frame.clone();
    Arrays.fill(copy, 6, 12, (byte) 0);
    copy[ETHERNET + 1] &= (byte) 0xf0;
    Arrays.fill(copy, ETHERNET + 2, ETHERNET + 4, (byte) 0);
    Arrays.fill(copy, ETHERNET + 8, ETHERNET + 24, (byte) 0);
    return HexFormat.of().formatHex(copy);
  }

  private static String withoutMac(byte[] frame) {
    return HexFormat.of().formatHex(frame).replace(mac(frame), "<mac>");
  }

  /** It covers the hardware address. */
  private static String withoutChecksum(String frame) {
    int at = 2 * (ETHERNET + IPV6_HEADER + 2) - 12 + "<mac>".length();
    return frame.substring(0, at) + "<sum>" + frame.substring(at + 4);
  }

  private static String mac(byte[] frame) {
    return HexFormat.of().formatHex(frame, 6, 12);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
