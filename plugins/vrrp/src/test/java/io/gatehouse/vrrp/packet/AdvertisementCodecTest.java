package io.gatehouse.vrrp.packet;

import static io.gatehouse.vrrp.packet.Packets.hex;
import static io.gatehouse.vrrp.packet.Packets.ipv4;
import static io.gatehouse.vrrp.packet.Packets.ipv6;
import static io.gatehouse.vrrp.packet.Packets.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.Peers;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.Samples;
import io.gatehouse.vrrp.port.Inbound;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AdvertisementCodecTest {
  private static final String OURS = "192.168.1.68";
  private static final String GROUP = "224.0.100.100";
  private static final int BODY = 20;

  private final VrrpInstance version2 = Samples.version2(100, "571f97b2");
  private final VrrpInstance version3 = Samples.version3(100);
  private final VrrpInstance ipv6 = Samples.ipv6(100);

  @Test
  void version2IsWrittenAsKeepalivedDoes() {
    byte[] packet = write(version2, 100, OURS, GROUP);
    assertThat(packet).hasSize(40);
    assertThat(Arrays.copyOf(packet, 4)).isEqualTo(hex("45c00028"));
    assertThat(Arrays.copyOfRange(packet, 6, 10)).isEqualTo(hex("0000ff70"));
    assertThat(Arrays.copyOfRange(packet, 12, 20)).isEqualTo(hex("c0a80144e0006464"));
    assertThat(Arrays.copyOfRange(packet, BODY, BODY + 6)).isEqualTo(hex("210664010101"));
    assertThat(Arrays.copyOfRange(packet, BODY + 8, 40))
        .isEqualTo(hex("c0a80158 3537316639376232"));
  }

  @Test
  void headerChecksumIsRight() {
    byte[] packet = write(version2, 100, OURS, GROUP);
    assertThat(Checksum.finish(Checksum.add(0, packet, 0, BODY))).isZero();
  }

  @Test
  void shortPasswordIsPaddedWithZeros() {
    byte[] packet = write(Samples.version2(80, "abc"), 80, OURS, GROUP);
    assertThat(Arrays.copyOfRange(packet, 32, 40)).isEqualTo(hex("6162630000000000"));
  }

  @Test
  void version3CountsHundredthsAndCoversThePseudoHeader() {
    byte[] packet = write(version3, 100, OURS, GROUP);
    assertThat(packet).hasSize(32);
    assertThat(Arrays.copyOfRange(packet, BODY, BODY + 6)).isEqualTo(hex("31066401000a"));
    long sum = Checksum.pseudoHeader(raw(OURS), raw(GROUP), 4, 12);
    assertThat(Checksum.finish(Checksum.add(sum, packet, BODY, 12))).isZero();
  }

  @Test
  void ipv6BeginsWithTheLinkLocalAddress() {
    byte[] packet = write(ipv6, 100, "fe80::1", "ff02::12");
    assertThat(packet).hasSize(40);
    assertThat(Arrays.copyOf(packet, 6)).isEqualTo(hex("31066402000a"));
    assertThat(Arrays.copyOfRange(packet, 8, 40))
        .isEqualTo(hex("fe800000000000000000000000000088 fd000088000000000000000000000088"));
  }

  @Test
  void whatIsWrittenIsAccepted() {
    assertThat(verdict(version2, ipv4(write(version2, 80, OURS, GROUP))))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(version3, ipv4(write(version3, 0, OURS, GROUP))))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(ipv6, ipv6(write(ipv6, 254, "fe80::1", "ff02::12"), "fe80::1", "ff02::12")))
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void priorityAndIntervalAreTold() {
    AdvertisementCodec codec = new AdvertisementCodec(version2);
    codec.read(ipv4(write(version2, 80, OURS, GROUP)), true);
    assertThat(codec.priority()).isEqualTo(80);
    assertThat(codec.interval()).isEqualTo(100);
    AdvertisementCodec third = new AdvertisementCodec(version3);
    third.read(ipv4(write(version3, 7, OURS, GROUP)), true);
    assertThat(third.interval()).isEqualTo(10);
  }

  @Test
  void eachFaultHasItsName() {
    assertThat(broken(packet -> packet.hopLimit = 254)).isEqualTo(Verdict.TTL);
    assertThat(broken(packet -> packet.bytes[BODY + 6] ^= 1)).isEqualTo(Verdict.CHECKSUM);
    assertThat(broken(packet -> packet.length--)).isEqualTo(Verdict.LENGTH);
    assertThat(broken(packet -> packet.bytes[3]--)).isEqualTo(Verdict.LENGTH);
    assertThat(broken(packet -> packet.bytes[0] = 0x41)).isEqualTo(Verdict.LENGTH);
    assertThat(broken(packet -> packet.bytes[BODY + 1] = 7)).isEqualTo(Verdict.ROUTER_ID);
    assertThat(broken(packet -> packet.bytes[BODY + 4] = 3)).isEqualTo(Verdict.AUTHENTICATION_TYPE);
    assertThat(broken(packet -> packet.bytes[BODY + 4] = 0))
        .isEqualTo(Verdict.AUTHENTICATION_MISMATCH);
    assertThat(broken(packet -> packet.bytes[BODY + 12] = 'x')).isEqualTo(Verdict.AUTHENTICATION);
    assertThat(broken(packet -> packet.bytes[BODY + 5] = 2)).isEqualTo(Verdict.INTERVAL);
    assertThat(broken(packet -> packet.bytes[BODY] = 0x22)).isEqualTo(Verdict.TYPE);
    assertThat(broken(packet -> packet.bytes[9] = 51)).isEqualTo(Verdict.AUTHENTICATION_MISMATCH);
    assertThat(broken(packet -> packet.destination[0] = 10)).isEqualTo(Verdict.CAST);
  }

  @Test
  void anotherVersionIsTold() {
    Inbound third = ipv4(write(version3, 100, OURS, GROUP));
    assertThat(verdict(version2, third)).isEqualTo(Verdict.VERSION);
  }

  @Test
  void anotherListOfAddressesIsToldUnlessItIsNotCompared() {
    VrrpInstance other = with(version2, "192.168.1.89/24");
    Inbound packet = ipv4(write(other, 100, OURS, GROUP));
    assertThat(verdict(version2, packet)).isEqualTo(Verdict.ADDRESS_LIST);
    assertThat(new AdvertisementCodec(version2).read(packet, false)).isEqualTo(Verdict.ACCEPTED);
    VrrpInstance more = with(version2, "192.168.1.88/24", "192.168.1.89/24");
    assertThat(verdict(version2, ipv4(write(more, 100, OURS, GROUP))))
        .isEqualTo(Verdict.ADDRESS_LIST);
    assertThat(
            verdict(
                more,
                ipv4(
                    write(with(version2, "192.168.1.89/24", "192.168.1.88/24"), 100, OURS, GROUP))))
        .as("their order does not matter")
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void authenticationHeaderIsWrittenAndChecked() {
    VrrpInstance header = with(version2, new Authentication.Header("571f97b2"));
    AdvertisementCodec sender = new AdvertisementCodec(header);
    AdvertisementCodec receiver = new AdvertisementCodec(header);
    byte[] first = write(sender, 100, OURS, GROUP);
    assertThat(first).hasSize(64);
    assertThat(Arrays.copyOfRange(first, 20, 32)).isEqualTo(hex("70040000 c0a80144 00000001"));
    assertThat(receiver.read(ipv4(first), true)).isEqualTo(Verdict.ACCEPTED);
    assertThat(receiver.read(ipv4(first), true)).as("again").isEqualTo(Verdict.AUTHENTICATION);
    byte[] second = write(sender, 100, OURS, GROUP);
    second[BODY + 24 + 2] = 101;
    assertThat(receiver.read(ipv4(second), true)).isEqualTo(Verdict.AUTHENTICATION);
    second[BODY + 24 + 2] = 100;
    assertThat(receiver.read(ipv4(second), true)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void strangersAreToldFromUnicastPeers() {
    VrrpInstance unicast =
        with(
            version2,
            new Peers(
                Optional.of(Samples.address(OURS)),
                Samples.address(GROUP),
                List.of(new Peers.Peer(Samples.address("192.168.1.66"), 250, 255)),
                true,
                false,
                255));
    assertThat(verdict(unicast, ipv4(write(unicast, 100, "192.168.1.66", OURS))))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(unicast, ipv4(write(unicast, 100, "192.168.1.67", OURS))))
        .isEqualTo(Verdict.STRANGER);
    assertThat(verdict(unicast, ipv4(write(version2, 100, "192.168.1.66", GROUP))))
        .isEqualTo(Verdict.CAST);
    Inbound far = ipv4(write(unicast, 100, "192.168.1.66", OURS));
    far.hopLimit = 249;
    assertThat(verdict(unicast, far)).isEqualTo(Verdict.TTL);
  }

  private Verdict broken(Consumer<Inbound> harm) {
    Inbound packet = ipv4(write(version2, 100, "192.168.1.66", GROUP));
    harm.accept(packet);
    return verdict(version2, packet);
  }

  private static Verdict verdict(VrrpInstance instance, Inbound packet) {
    return new AdvertisementCodec(instance).read(packet, true);
  }

  private static byte[] write(VrrpInstance instance, int priority, String from, String to) {
    return write(new AdvertisementCodec(instance), priority, from, to);
  }

  private static byte[] write(AdvertisementCodec codec, int priority, String from, String to) {
    codec.next();
    int length = codec.write(priority, raw(from), raw(to));
    return Arrays.copyOf(codec.buffer(), length);
  }

  private static VrrpInstance with(VrrpInstance like, String... addresses) {
    return Samples.instance(
        like.router(),
        like.election().priority(),
        like.election().interval(),
        like.authentication(),
        addresses);
  }

  private static VrrpInstance with(VrrpInstance like, Authentication authentication) {
    return Samples.instance(
        like.router(),
        like.election().priority(),
        like.election().interval(),
        authentication,
        "192.168.1.88/24");
  }

  private static VrrpInstance with(VrrpInstance like, Peers peers) {
    return new VrrpInstance(
        like.name(),
        like.router(),
        like.election(),
        peers,
        like.authentication(),
        like.addresses(),
        like.excluded(),
        like.routes(),
        like.accept(),
        like.announcements(),
        like.tracking(),
        like.notification());
  }
}
