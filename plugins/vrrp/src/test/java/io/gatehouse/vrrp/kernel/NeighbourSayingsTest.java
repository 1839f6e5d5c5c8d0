package io.gatehouse.vrrp.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourSayingsTest {
  private static final int ETHERNET = 14;
  private static final byte[] MAC = HexFormat.of().parseHex("0200000000aa");
  private static final byte[] VIP = InetAddress.ofLiteral("192.168.1.88").getAddress();
  private static final byte[] VIP6 = InetAddress.ofLiteral("fd00:88::88").getAddress();

  private final MemorySegment frame = Arena.ofAuto().allocate(128);
  private final byte[] mac = new byte[6];

  @Test
  void gratuitousArpClaimsItsAddress() {
    int length = Frames.gratuitousArp(frame, MAC, VIP);

    assertThat(NeighbourSayings.claimOfArp(packet(), length - ETHERNET, mac)).isEqualTo(14);
    assertThat(mac).isEqualTo(MAC);
  }

  @Test
  void probeClaimsNothing() {
    int length = Frames.arpProbe(frame, MAC, VIP);

    assertThat(NeighbourSayings.claimOfArp(packet(), length - ETHERNET, mac)).isNegative();
  }

  /** One byte of the packet and what it is changed to. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 6", "2, 9", "3, 1", "4, 8", "5, 16", "6, 1", "7, 3", "7, 0"})
  void malformedArpClaimsNothing(int offset, int value) {
    int length = Frames.gratuitousArp(frame, MAC, VIP);
    frame.set(ValueLayout.JAVA_BYTE, ETHERNET + offset, (byte) value);

    assertThat(NeighbourSayings.claimOfArp(packet(), length - ETHERNET, mac)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 27})
  void shortArpClaimsNothing(int length) {
    Frames.gratuitousArp(frame, MAC, VIP);

    assertThat(NeighbourSayings.claimOfArp(packet(), length, mac)).isNegative();
  }

  @Test
  void neighbourAdvertisementClaimsItsTarget() {
    int length = Frames.neighbourAdvertisement(frame, MAC, VIP6);

    assertThat(NeighbourSayings.claimOfAdvertisement(packet(), length - ETHERNET, mac))
        .isEqualTo(48);
    assertThat(mac).isEqualTo(MAC);
  }

  /** One byte of the packet and what it is changed to. */
  @ParameterizedTest
  @CsvSource({
    "0, 64", "5, 80", "5, 23", "6, 17", "7, 254", "40, 135", "41, 1", "43, 1", "48, 255", "65, 0",
    "65, 2",
  })
  void malformedAdvertisementClaimsNothing(int offset, int value) {
    int length = Frames.neighbourAdvertisement(frame, MAC, VIP6);
    frame.set(ValueLayout.JAVA_BYTE, ETHERNET + offset, (byte) value);

    assertThat(NeighbourSayings.claimOfAdvertisement(packet(), length - ETHERNET, mac))
        .isNegative();
  }

  @Property(tries = 20_000)
  void anyBytesAreTakenWithoutHarm(@ForAll @Size(max = 120) byte[] bytes) {
    MemorySegment packet = Arena.ofAuto().allocate(128);
    MemorySegment.copy(bytes, 0, packet, ValueLayout.JAVA_BYTE, 0, bytes.length);
    byte[] found = new byte[6];

    assertThat(NeighbourSayings.claimOfArp(packet, bytes.length, found)).isBetween(-1, 14);
    assertThat(NeighbourSayings.claimOfAdvertisement(packet, bytes.length, found))
        .isBetween(-1, 48);
  }

  private MemorySegment packet() {
    return frame.asSlice(ETHERNET);
  }
}
