package io.gatehouse.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.testkit.Capture;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.vrrp.RealKeepalived;
import io.gatehouse.vrrp.Samples;
import io.gatehouse.vrrp.port.Inbound;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An advert of the real program is written and read byte for byte. */
class RealKeepalivedAdvertTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ETHERNET = 14;
  private static final int IPV6_HEADER = 40;

  @TempDir Path folder;
  private Network network;
  private Network.Host theirs;
  private Network.Host witness;

  @BeforeEach
  void open() throws Exception {
    Needs.namespaces();
    Needs.programs("keepalived", "tcpdump");
    network = Network.create();
    theirs = network.host("a", "192.168.1.66/24");
    witness = network.host("b", "192.168.1.70/24");
  }

  @AfterEach
  void close() throws Exception {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void version2WithPassword() throws Exception {
    compareIpv4(Samples.version2(255, "571f97b2"));
  }

  @Test
  void version2WithAuthenticationHeader() throws Exception {
    VrrpInstance plain = Samples.version2(255, "571f97b2");
    compareIpv4(
        Samples.instance(
            plain.router(),
            255,
            plain.election().interval(),
            new Authentication.Header("571f97b2"),
            "192.168.1.88/24"));
  }

  @Test
  void version2Plain() throws Exception {
    VrrpInstance plain = Samples.version2(255, "");
    compareIpv4(
        Samples.instance(
            plain.router(),
            255,
            plain.election().interval(),
            new Authentication.None(),
            "192.168.1.88/24",
            "192.168.1.89/24"));
  }

  @Test
  void version3() throws Exception {
    compareIpv4(Samples.version3(255));
  }

  @Test
  void version3OverIpv6() throws Exception {
    VrrpInstance instance = Samples.ipv6(255);
    byte[] frame = capture("ip6 proto 112", instance);
    byte[] source = Arrays.copyOfRange(frame, ETHERNET + 8, ETHERNET + 24);
    byte[] group = Arrays.copyOfRange(frame, ETHERNET + 24, ETHERNET + 40);
    byte[] body = Arrays.copyOfRange(frame, ETHERNET + IPV6_HEADER, frame.length);
    AdvertisementCodec codec = new AdvertisementCodec(instance);
    codec.next();
    int length = codec.write(255, source, group);
    assertThat(digits(Arrays.copyOf(codec.buffer(), length))).isEqualTo(digits(body));
    Inbound packet = Packets.ipv6(body, "fe80::1", "ff02::12");
    System.arraycopy(source, 0, packet.source, 0, 16);
    assertThat(codec.read(packet, true)).isEqualTo(Verdict.ACCEPTED);
  }

  private void compareIpv4(VrrpInstance instance) throws Exception {
    byte[] frame = capture("ip proto 112 or ip proto 51", instance);
    byte[] packet = Arrays.copyOfRange(frame, ETHERNET, frame.length);
    packet = Arrays.copyOf(packet, Checksum.word(packet, 2));
    AdvertisementCodec codec = new AdvertisementCodec(instance);
    assertThat(codec.read(Packets.ipv4(packet), true)).isEqualTo(Verdict.ACCEPTED);
    assertThat(codec.priority()).isEqualTo(255);

    // The first packet of both has the identification and the sequence number 1, or goes on.
    AdvertisementCodec writer = new AdvertisementCodec(instance);
    for (int i = 0; i < Checksum.word(packet, 4); i++) {
      writer.next();
    }
    int length =
        writer.write(255, Arrays.copyOfRange(packet, 12, 16), Arrays.copyOfRange(packet, 16, 20));
    assertThat(digits(Arrays.copyOf(writer.buffer(), length))).isEqualTo(digits(packet));
  }

  private byte[] capture(String filter, VrrpInstance instance) throws Exception {
    try (Capture capture = witness.capture(filter)) {
      RealKeepalived.start(theirs, folder, instance);
      return capture.next(PATIENCE);
    }
  }

  private static String digits(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
