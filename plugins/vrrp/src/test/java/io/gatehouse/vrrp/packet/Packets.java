package io.gatehouse.vrrp.packet;

import io.gatehouse.vrrp.port.Inbound;
import java.net.InetAddress;
import java.util.HexFormat;

/** Packets of tests, from their hexadecimal digits. */
final class Packets {
  private Packets() {}

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  static byte[] raw(String address) {
    return InetAddress.ofLiteral(address).getAddress();
  }

  /** As the kernel hands an IPv4 packet over: with its header, which tells the rest. */
  static Inbound ipv4(byte[] packet) {
    Inbound inbound = new Inbound();
    inbound.length = packet.length;
    System.arraycopy(packet, 0, inbound.bytes, 0, Math.min(packet.length, Inbound.CAPACITY));
    System.arraycopy(inbound.bytes, 12, inbound.source, 0, 4);
    System.arraycopy(inbound.bytes, 16, inbound.destination, 0, 4);
    inbound.hopLimit = inbound.bytes[8] & 0xff;
    return inbound;
  }

  /** As the kernel hands an IPv6 packet over: without its header. */
  static Inbound ipv6(byte[] packet, String source, String destination) {
    Inbound inbound = new Inbound();
    inbound.ipv6 = true;
    inbound.length = packet.length;
    System.arraycopy(packet, 0, inbound.bytes, 0, Math.min(packet.length, Inbound.CAPACITY));
    System.arraycopy(raw(source), 0, inbound.source, 0, 16);
    System.arraycopy(raw(destination), 0, inbound.destination, 0, 16);
    inbound.hopLimit = 255;
    return inbound;
  }
}
