package io.gatehouse.api.balance;

import java.net.InetAddress;

/**
 * Keys of servers in consistent hashing ({@code hash-key}, manual section 5.2). A server of weight
 * w stands at w·16 places of the ring: the mixed sums of its key and 0, 1, 2 … Pure functions.
 */
public final class HashKeys {
  private static final int PLACES = 4096;

  private HashKeys() {}

  /** {@code hash-key id}, the default. */
  public static int ofId(int id) {
    return id * PLACES;
  }

  /** {@code hash-key addr}. */
  public static int ofAddress(InetAddress address) {
    return ofAddress(address.getAddress(), 0);
  }

  /** {@code hash-key addr-port}. */
  public static int ofAddressAndPort(InetAddress address, int port) {
    return ofAddress(address.getAddress(), mix(port));
  }

  /** IPv4 counts as a number whose lowest byte is the first of the address. */
  private static int ofAddress(byte[] address, int seed) {
    return address.length == 4 ? mix(seed + littleEndian(address, 0)) : xxh32(address, seed);
  }

  private static int littleEndian(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  /**
   * Bob Jenkins' integer hash with full avalanche, times a prime near three quarters of the range:
   * {@code avalanche} of {@code hash-type}, and the place of a key on the ring. One to one.
   */
  public static int mix(int value) {
    int a = value;
    a = a + 0x7ed55d16 + (a << 12);
    a = a ^ 0xc761c23c ^ a >>> 19;
    a = a + 0x165667b1 + (a << 5);
    a = a + 0xd3a2646c ^ a << 9;
    a = a + 0xfd7046c5 + (a << 3);
    a = a ^ 0xb55a4f09 ^ a >>> 16;
    return a * 0xc0000001;
  }

  /** XXH32 of exactly 16 bytes: one stripe of four lanes, no tail. */
  private static int xxh32(byte[] bytes, int seed) {
    int prime1 = 0x9e3779b1;
    int prime2 = 0x85ebca77;
    int hash =
        Integer.rotateLeft(lane(seed + prime1 + prime2, littleEndian(bytes, 0)), 1)
            + Integer.rotateLeft(lane(seed + prime2, littleEndian(bytes, 4)), 7)
            + Integer.rotateLeft(lane(seed, littleEndian(bytes, 8)), 12)
            + Integer.rotateLeft(lane(seed - prime1, littleEndian(bytes, 12)), 18)
            + 16;
    hash = (hash ^ hash >>> 15) * prime2;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae3d;
    return hash ^ hash >>> 16;
  }

  private static int lane(int accumulator, int word) {
    return Integer.rotateLeft(accumulator + word * 0x85ebca77, 13) * 0x9e3779b1;
  }
}
