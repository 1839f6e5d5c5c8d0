package io.gatehouse.vrrp.packet;

import static io.gatehouse.vrrp.packet.Packets.ipv4;
import static io.gatehouse.vrrp.packet.Packets.ipv6;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.Samples;
import io.gatehouse.vrrp.port.Inbound;
import java.util.Arrays;
import java.util.List;

/**
 * Fuzz target, see docs/fuzzing.md. Any bytes may come from the network: nothing throws, and only
 * what could have been written is accepted.
 */
class AdvertisementFuzzTest {
  private static final VrrpInstance PLAIN = Samples.version2(100, "571f97b2");

  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] data) {
    VrrpInstance header =
        Samples.instance(
            PLAIN.router(),
            100,
            PLAIN.election().interval(),
            new Authentication.Header("571f97b2"),
            "192.168.1.88/24");
    for (VrrpInstance instance : List.of(PLAIN, header, Samples.version3(100), Samples.ipv6(100))) {
      AdvertisementCodec codec = new AdvertisementCodec(instance);
      Inbound packet = instance.router().ipv6() ? ipv6(data, "fe80::1", "ff02::12") : ipv4(data);
      assertThat(AdvertisementCodec.routerId(packet)).isBetween(-1, 255);
      if (codec.read(packet, true).accepted()) {
        assertThat(codec.priority()).isBetween(0, 255);
        assertThat(codec.interval()).isBetween(0, 0xfff * 100);
        assertThat(AdvertisementCodec.routerId(packet)).isEqualTo(6);
        codec.followSequence(packet);
        checkBody(instance, codec, packet);
      }
    }
  }

  /** What was accepted in version 2 is what we would have written, to the last byte. */
  private static void checkBody(VrrpInstance instance, AdvertisementCodec codec, Inbound packet) {
    if (instance.equals(PLAIN)) {
      int length = codec.write(codec.priority(), packet.source, packet.destination);
      byte[] written = Arrays.copyOfRange(codec.buffer(), length - 20, length);
      byte[] read = Arrays.copyOfRange(packet.bytes, packet.length - 20, packet.length);
      assertThat(read).isEqualTo(written);
    }
  }
}
