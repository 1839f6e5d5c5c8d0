package io.gatehouse.vrrp.packet;

/** The Internet checksum (RFC 1071). */
final class Checksum {
  private Checksum() {}

  /** Adds bytes to a running sum, as 16-bit words with the last one padded. */
  static long add(long sum, byte[] bytes, int offset, int length) {
    long total = sum;
    for (int at = 0; at + 1 < length; at += 2) {
      total += word(bytes, offset + at);
    }
    return length % 2 == 0 ? total : total + ((bytes[offset + length - 1] & 0xff) << 8);
  }

  /** The pseudo-header of RFC 9568 § 5.2.8: addresses, length and protocol. */
  static long pseudoHeader(byte[] source, byte[] destination, int addressLength, int length) {
    long sum = add(0, source, 0, addressLength);
    return add(sum, destination, 0, addressLength) + AdvertisementCodec.VRRP + length;
  }

  /** What goes into the field; 0 when the sum covers a right checksum. */
  static int finish(long sum) {
    long folded = sum;
    while (folded >> 16 != 0) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return (int) ~folded & 0xffff;
  }

  static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  static void putWord(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }
}
