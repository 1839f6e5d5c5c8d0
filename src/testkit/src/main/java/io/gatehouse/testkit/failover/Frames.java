package io.gatehouse.testkit.failover;

import java.util.HexFormat;
import java.util.Optional;

/** Reads what matters here from Ethernet frames, and makes the ARP probe. */
final class Frames {
  private static final int ETHERNET = 14;
  private static final int ARP = 0x0806;
  private static final int IPV4 = 0x0800;
  private static final int VRRP = 112;
  private static final int REPLY = 2;
  private static final int ARP_LENGTH = 28;
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");

  private final String vip;

  Frames(String vip) {
    this.vip = vip;
  }

  Optional<Sighting> read(long at, byte[] frame) {
    if (frame.length < ETHERNET + ARP_LENGTH) {
      return Optional.empty();
    }
    return switch (number(frame, 12)) {
      case ARP -> arp(at, frame);
      case IPV4 -> advert(at, frame);
      default -> Optional.empty();
    };
  }

  private Optional<Sighting> arp(long at, byte[] frame) {
    String mac = MAC.formatHex(frame, ETHERNET + 8, ETHERNET + 14);
    String sender = address(frame, ETHERNET + 14);
    String target = address(frame, ETHERNET + 24);
    if (!sender.equals(vip)) {
      return Optional.empty();
    }
    if (target.equals(vip)) {
      return Optional.of(new Sighting.Announcement(at, mac));
    }
    return number(frame, ETHERNET + 6) == REPLY && target.equals("0.0.0.0")
        ? Optional.of(new Sighting.ProbeAnswer(at, mac))
        : Optional.empty();
  }

  private static Optional<Sighting> advert(long at, byte[] frame) {
    int header = (frame[ETHERNET] & 0x0f) * 4;
    if (frame[ETHERNET + 9] != VRRP || frame.length < ETHERNET + header + 8) {
      return Optional.empty();
    }
    int priority = frame[ETHERNET + header + 2] & 0xff;
    return Optional.of(new Sighting.Advert(at, address(frame, ETHERNET + 12), priority));
  }

  /**
   * Asks who has the virtual address without saying who asks (RFC 5227), so that nobody's table of
   * neighbours changes.
   */
  byte[] probe() {
    byte[] frame = new byte[ETHERNET + ARP_LENGTH];
    byte[] own = {2, 0, 0, 0, 0, 0x77};
    java.util.Arrays.fill(frame, 0, 6, (byte) 0xff);
    System.arraycopy(own, 0, frame, 6, 6);
    byte[] arp = {8, 6, 0, 1, 8, 0, 6, 4, 0, 1};
    System.arraycopy(arp, 0, frame, 12, arp.length);
    System.arraycopy(own, 0, frame, ETHERNET + 8, 6);
    String[] parts = vip.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      frame[ETHERNET + 24 + i] = (byte) Integer.parseInt(parts[i]);
    }
    return frame;
  }

  private static int number(byte[] frame, int at) {
    return (frame[at] & 0xff) << 8 | frame[at + 1] & 0xff;
  }

  static String address(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        + "."
        + (bytes[at + 1] & 0xff)
        + "."
        + (bytes[at + 2] & 0xff)
        + "."
        + (bytes[at + 3] & 0xff);
  }
}
