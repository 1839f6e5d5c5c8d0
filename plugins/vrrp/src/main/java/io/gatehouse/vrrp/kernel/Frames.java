package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.NET16;
import static io.gatehouse.vrrp.kernel.Wire.NET32;

import java.lang.foreign.MemorySegment;

/**
 * Ethernet frames by which neighbours learn of an address or are asked for it (RFC 826, RFC 5227,
 * RFC 4861). Each method writes one frame and returns its length.
 */
final class Frames {
  static final int ARP = 0x0806;
  static final int IPV6 = 0x86dd;

  private static final int ETHERNET = 14;
  private static final int IPV6_HEADER = 40;
  private static final int ICMP = ETHERNET + IPV6_HEADER;
  private static final int MAC = 6;
  private static final int ARP_LENGTH = 28;
  private static final int REQUEST = 1;
  private static final int SOLICITATION = 135;
  private static final int ADVERTISEMENT = 136;
  private static final int OVERRIDE = 0x2000_0000;
  private static final int TARGET_LINK_ADDRESS = 0x0201;
  private static final int MESSAGE = 24;
  private static final int OPTION = 8;
  private static final byte ONES = (byte) 0xff;
  private static final byte ZERO = 0;

  private Frames() {}

  /** Gratuitous ARP as Keepalived sends it: a request whose target hardware address is all ones. */
  static int gratuitousArp(MemorySegment frame, byte[] mac, byte[] address) {
    arp(frame, mac, address, ONES);
    MemorySegment.copy(address, 0, frame, BYTE, ETHERNET + 14, 4);
    return ETHERNET + ARP_LENGTH;
  }

  /** ARP probe: nobody's cache is touched by it (RFC 5227, 2.1.1). */
  static int arpProbe(MemorySegment frame, byte[] mac, byte[] address) {
    arp(frame, mac, address, ZERO);
    fill(frame, ETHERNET + 14, 4, ZERO);
    return ETHERNET + ARP_LENGTH;
  }

  /** Unsolicited neighbour advertisement: override on, solicited and router off. */
  static int neighbourAdvertisement(MemorySegment frame, byte[] mac, byte[] address) {
    MemorySegment.copy(address, 0, frame, BYTE, ETHERNET + 8, 16);
    fill(frame, ETHERNET + 24, 16, ZERO);
    frame.set(NET16, ETHERNET + 24, (short) 0xff02);
    frame.set(BYTE, ETHERNET + 39, (byte) 1);
    frame.set(NET32, ICMP + 4, OVERRIDE);
    frame.set(NET16, ICMP + MESSAGE, (short) TARGET_LINK_ADDRESS);
    MemorySegment.copy(mac, 0, frame, BYTE, ICMP + MESSAGE + 2, MAC);
    return neighbour(frame, mac, address, ADVERTISEMENT);
  }

  /**
   * Neighbour solicitation from a link-local address, so that the answer is solicited; from no
   * address (16 zeros) it would be one of duplicate address detection.
   */
  static int neighbourSolicitation(MemorySegment frame, byte[] mac, byte[] source, byte[] address) {
    MemorySegment.copy(source, 0, frame, BYTE, ETHERNET + 8, 16);
    fill(frame, ETHERNET + 24, 16, ZERO);
    frame.set(NET16, ETHERNET + 24, (short) 0xff02);
    frame.set(NET16, ETHERNET + 35, (short) 0x01ff);
    MemorySegment.copy(address, 13, frame, BYTE, ETHERNET + 37, 3);
    frame.set(NET32, ICMP + 4, 0);
    return neighbour(frame, mac, address, SOLICITATION);
  }

  private static void arp(MemorySegment frame, byte[] mac, byte[] target, byte targetMac) {
    fill(frame, 0, MAC, ONES);
    MemorySegment.copy(mac, 0, frame, BYTE, MAC, MAC);
    frame.set(NET16, 12, (short) ARP);
    frame.set(NET32, ETHERNET, 0x0001_0800);
    frame.set(NET32, ETHERNET + 4, 0x0604_0000 | REQUEST);
    MemorySegment.copy(mac, 0, frame, BYTE, ETHERNET + 8, MAC);
    fill(frame, ETHERNET + 18, MAC, targetMac);
    MemorySegment.copy(target, 0, frame, BYTE, ETHERNET + 24, 4);
  }

  /** Completes a frame whose addresses, flags and option are there. */
  private static int neighbour(MemorySegment frame, byte[] mac, byte[] target, int type) {
    int length = MESSAGE + (type == ADVERTISEMENT ? OPTION : 0);
    frame.set(NET16, 0, (short) 0x3333);
    MemorySegment.copy(frame, BYTE, ETHERNET + 36, frame, BYTE, 2, 4);
    MemorySegment.copy(mac, 0, frame, BYTE, MAC, MAC);
    frame.set(NET16, 12, (short) IPV6);
    frame.set(NET32, ETHERNET, 0x6000_0000);
    frame.set(NET16, ETHERNET + 4, (short) length);
    frame.set(NET16, ETHERNET + 6, (short) ((Icmpv6.PROTOCOL << 8) | Icmpv6.HOP_LIMIT));
    frame.set(NET32, ICMP, type << 24);
    MemorySegment.copy(target, 0, frame, BYTE, ICMP + 8, 16);
    int sum = Icmpv6.checksum(frame, ETHERNET, length);
    frame.set(NET16, ICMP + 2, (short) sum);
    return ICMP + length;
  }

  /** A slice would be an object each time. */
  private static void fill(MemorySegment frame, int at, int count, byte value) {
    for (int i = at; i < at + count; i++) {
      frame.set(BYTE, i, value);
    }
  }
}
