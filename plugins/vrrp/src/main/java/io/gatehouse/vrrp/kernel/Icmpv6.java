package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.NET16;

import java.lang.foreign.MemorySegment;

/** What neighbour discovery needs of ICMPv6 (RFC 4443, RFC 4861). */
final class Icmpv6 {
  static final int PROTOCOL = 58;

  /** Proves that a packet came from this link: a router would have lowered it. */
  static final int HOP_LIMIT = 255;

  private static final int SOURCE = 8;
  private static final int ADDRESSES = 32;
  private static final int HEADER = 40;

  private Icmpv6() {}

  /**
   * The checksum over pseudo-header and message; 0 for a received message whose checksum is right.
   *
   * @param packet where the IPv6 header begins
   * @param length of the message behind that header
   */
  static int checksum(MemorySegment memory, int packet, int length) {
    int sum = length + PROTOCOL;
    int end = packet + HEADER + length;
    for (int at = packet + SOURCE; at < packet + SOURCE + ADDRESSES; at += 2) {
      sum += memory.get(NET16, at) & 0xffff;
    }
    for (int at = packet + HEADER; at + 1 < end; at += 2) {
      sum += memory.get(NET16, at) & 0xffff;
    }
    if ((length & 1) != 0) {
      sum += (memory.get(BYTE, end - 1) & 0xff) << 8;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum += sum >>> 16;
    return ~sum & 0xffff;
  }
}
