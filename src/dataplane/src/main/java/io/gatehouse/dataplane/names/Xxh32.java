package io.gatehouse.dataplane.names;

/**
 * The hash by which HAProxy orders the records of an answer, and so decides which server gets which
 * of several addresses. Pure.
 */
final class Xxh32 {
  private static final int PRIME1 = 0x9E3779B1;
  private static final int PRIME2 = 0x85EBCA77;
  private static final int PRIME3 = 0xC2B2AE3D;
  private static final int PRIME4 = 0x27D4EB2F;
  private static final int PRIME5 = 0x165667B1;
  private static final int STRIPE = 16;

  private Xxh32() {}

  static int hash(byte[] bytes, int seed) {
    int at = 0;
    int hash;
    if (bytes.length >= STRIPE) {
      int[] lanes = {seed + PRIME1 + PRIME2, seed + PRIME2, seed, seed - PRIME1};
      for (; at + STRIPE <= bytes.length; at += STRIPE) {
        for (int lane = 0; lane < lanes.length; lane++) {
          int mixed = lanes[lane] + word(bytes, at + 4 * lane) * PRIME2;
          lanes[lane] = Integer.rotateLeft(mixed, 13) * PRIME1;
        }
      }
      hash =
          Integer.rotateLeft(lanes[0], 1)
              + Integer.rotateLeft(lanes[1], 7)
              + Integer.rotateLeft(lanes[2], 12)
              + Integer.rotateLeft(lanes[3], 18);
    } else {
      hash = seed + PRIME5;
    }
    return finish(bytes, at, hash + bytes.length);
  }

  private static int finish(byte[] bytes, int from, int begun) {
    int at = from;
    int hash = begun;
    for (; at + 4 <= bytes.length; at += 4) {
      hash = Integer.rotateLeft(hash + word(bytes, at) * PRIME3, 17) * PRIME4;
    }
    for (; at < bytes.length; at++) {
      hash = Integer.rotateLeft(hash + (bytes[at] & 0xff) * PRIME5, 11) * PRIME1;
    }
    hash = (hash ^ hash >>> 15) * PRIME2;
    hash = (hash ^ hash >>> 13) * PRIME3;
    return hash ^ hash >>> 16;
  }

  private static int word(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
