package io.gatehouse.vrrp.machine;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Who sent an advert. The numbers are the address, for comparing; the text is for people.
 *
 * @param high the first eight bytes of an IPv6 address, 0 for IPv4
 * @param low the last eight bytes, or the four of IPv4
 */
public record Sender(long high, long low, String text) implements Comparable<Sender> {
  static final Sender NOBODY = new Sender(0, 0, "nobody");

  public static Sender of(InetAddress address) {
    byte[] bytes = address.getAddress();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return bytes.length == 16
        ? new Sender(buffer.getLong(), buffer.getLong(), address.getHostAddress())
        : new Sender(0, buffer.getInt() & 0xffffffffL, address.getHostAddress());
  }

  @Override
  public int compareTo(Sender other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }
}
