package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.NET16;
import static io.gatehouse.vrrp.kernel.Wire.NET32;

import java.lang.foreign.MemorySegment;

/**
 * Which address a received packet says its sender has. Each method returns where that address
 * stands in the packet, or -1 when the packet says no such thing or is malformed, and puts the
 * hardware address that is claimed for it into the array, which came with the frame's source.
 */
final class NeighbourSayings {
  static final int ADVERTISEMENT = 136;

  private static final int ARP_LENGTH = 28;
  private static final int ARP_OF_IPV4 = 0x0001_0800;
  private static final int LENGTHS = 0x0604;
  private static final int MAC = 8;
  private static final int SENDER = 14;
  private static final int ARP_TARGET = 24;

  private static final int HEADER = 40;
  private static final int TARGET = HEADER + 8;
  private static final int OPTIONS = HEADER + 24;
  private static final int TARGET_LINK_ADDRESS = 2;
  private static final int UNIT = 8;
  private static final int SOLICITED = 0x40;

  private NeighbourSayings() {}

  /** Requests and answers alike say who their sender is, except probes (RFC 5227, 2.1.1). */
  static int claimOfArp(MemorySegment packet, int length, byte[] mac) {
    if (length < ARP_LENGTH
        || packet.get(NET32, 0) != ARP_OF_IPV4
        || packet.get(NET16, 4) != LENGTHS
        || (packet.get(NET16, 6) != 1 && packet.get(NET16, 6) != 2)
        || packet.get(NET32, SENDER) == 0) {
      return -1;
    }
    MemorySegment.copy(packet, BYTE, MAC, mac, 0, mac.length);
    return SENDER;
  }

  /** Where the address stands that a probe (RFC 5227, 2.1.1) asks for; -1 when it is none. */
  static int questionOfArp(MemorySegment packet, int length, byte[] mac) {
    if (length < ARP_LENGTH
        || packet.get(NET32, 0) != ARP_OF_IPV4
        || packet.get(NET16, 4) != LENGTHS
        || packet.get(NET16, 6) != 1
        || packet.get(NET32, SENDER) != 0) {
      return -1;
    }
    MemorySegment.copy(packet, BYTE, MAC, mac, 0, mac.length);
    return ARP_TARGET;
  }

  /** A gratuitous packet; otherwise the sender asks for another address, or answers. */
  static boolean isUnaskedArp(MemorySegment packet) {
    return packet.get(NET32, SENDER) == packet.get(NET32, ARP_TARGET);
  }

  /** The solicited flag is off. */
  static boolean isUnaskedAdvertisement(MemorySegment packet) {
    return (packet.get(BYTE, HEADER + 4) & SOLICITED) == 0;
  }

  /** Valid as RFC 4861, 7.1.2 wants it. */
  static int claimOfAdvertisement(MemorySegment packet, int length, byte[] mac) {
    if (length < OPTIONS || (packet.get(BYTE, 0) & 0xf0) != 0x60) {
      return -1;
    }
    int size = packet.get(NET16, 4) & 0xffff;
    boolean valid =
        size >= OPTIONS - HEADER
            && HEADER + size <= length
            && packet.get(BYTE, 6) == Icmpv6.PROTOCOL
            && (packet.get(BYTE, 7) & 0xff) == Icmpv6.HOP_LIMIT
            && packet.get(NET16, HEADER) == (short) (ADVERTISEMENT << 8)
            && packet.get(BYTE, TARGET) != (byte) 0xff
            && Icmpv6.checksum(packet, 0, size) == 0;
    return valid && takeOptions(packet, HEADER + size, mac) ? TARGET : -1;
  }

  private static boolean takeOptions(MemorySegment packet, int end, byte[] mac) {
    int at = OPTIONS;
    while (at + 2 <= end) {
      int length = (packet.get(BYTE, at + 1) & 0xff) * UNIT;
      if (length == 0 || at + length > end) {
        return false;
      }
      if (packet.get(BYTE, at) == TARGET_LINK_ADDRESS) {
        MemorySegment.copy(packet, BYTE, at + 2, mac, 0, mac.length);
      }
      at += length;
    }
    return at == end;
  }
}
