package io.gatehouse.persistence.cookie;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** XXH64 with seed 0, after the algorithm's description. Pure. */
final class XxHash64 {
  private static final long PRIME_1 = 0x9e3779b185ebca87L;
  private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
  private static final long PRIME_3 = 0x165667b19e3779f9L;
  private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
  private static final long PRIME_5 = 0x27d4eb2f165667c5L;
  private static final int STRIPE = 32;

  private XxHash64() {}

  static long hash(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long hash = bytes.length >= STRIPE ? stripes(in) : PRIME_5;
    hash += bytes.length;
    while (in.remaining() >= Long.BYTES) {
      hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * PRIME_1 + PRIME_4;
    }
    if (in.remaining() >= Integer.BYTES) {
      long word = in.getInt() & 0xffff_ffffL;
      hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }
    while (in.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ (in.get() & 0xff) * PRIME_5, 11) * PRIME_1;
    }
    return avalanche(hash);
  }

  private static long stripes(ByteBuffer in) {
    // The sum of the first two primes.
    long a = 0x60ea27eeadc0b5d6L;
    long b = PRIME_2;
    long c = 0;
    long d = -PRIME_1;
    while (in.remaining() >= STRIPE) {
      a = round(a, in.getLong());
      b = round(b, in.getLong());
      c = round(c, in.getLong());
      d = round(d, in.getLong());
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    return merge(merge(merge(merge(hash, a), b), c), d);
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ hash >>> 33) * PRIME_2;
    mixed = (mixed ^ mixed >>> 29) * PRIME_3;
    return mixed ^ mixed >>> 32;
  }
}
