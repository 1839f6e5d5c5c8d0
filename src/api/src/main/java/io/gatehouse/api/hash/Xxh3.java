package io.gatehouse.api.hash;

import static io.gatehouse.api.hash.XxHash.PRIME32_1;
import static io.gatehouse.api.hash.XxHash.PRIME32_2;
import static io.gatehouse.api.hash.XxHash.PRIME32_3;
import static io.gatehouse.api.hash.XxHash.PRIME64_1;
import static io.gatehouse.api.hash.XxHash.PRIME64_2;
import static io.gatehouse.api.hash.XxHash.PRIME64_3;
import static io.gatehouse.api.hash.XxHash.PRIME64_4;
import static io.gatehouse.api.hash.XxHash.PRIME64_5;
import static io.gatehouse.api.hash.XxHash.int32;
import static io.gatehouse.api.hash.XxHash.int64;

import java.util.HexFormat;

/** The 64-bit XXH3 as the specification of xxHash gives it. Pure. */
public final class Xxh3 {
  private static final byte[] SECRET =
      HexFormat.of()
          .parseHex(
              "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                  + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                  + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
                  + "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
                  + "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
                  + "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");
  private static final int STRIPE = 64;
  private static final int STRIPES = (192 - STRIPE) / 8;
  private static final int BLOCK = STRIPE * STRIPES;
  private static final long PRIME_MX1 = 0x165667919e3779f9L;
  private static final long PRIME_MX2 = 0x9fb21c651e98df25L;

  private Xxh3() {}

  /** The hash of a part of the bytes. Any thread. */
  public static long hash(byte[] bytes, int from, int length, long seed) {
    if (length > 240) {
      return large(bytes, from, length, seed == 0 ? SECRET : seeded(seed));
    }
    if (length > 128) {
      return upTo240(bytes, from, length, seed);
    }
    if (length > 16) {
      return upTo128(bytes, from, length, seed);
    }
    if (length > 8) {
      return upTo16(bytes, from, length, seed);
    }
    if (length > 3) {
      return upTo8(bytes, from, length, seed);
    }
    return length > 0
        ? upTo3(bytes, from, length, seed)
        : XxHash.avalanche(seed ^ int64(SECRET, 56) ^ int64(SECRET, 64));
  }

  private static long fold(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
  }

  private static long avalanche(long value) {
    long hash = (value ^ value >>> 37) * PRIME_MX1;
    return hash ^ hash >>> 32;
  }

  private static long upTo3(byte[] bytes, int from, int length, long seed) {
    int first = bytes[from] & 0xff;
    int middle = bytes[from + (length >> 1)] & 0xff;
    int last = bytes[from + length - 1] & 0xff;
    long combined = (first << 16 | middle << 24 | last | length << 8) & 0xffff_ffffL;
    long flip = (int32(SECRET, 0) ^ int32(SECRET, 4)) & 0xffff_ffffL;
    return XxHash.avalanche(combined ^ flip + seed);
  }

  private static long upTo8(byte[] bytes, int from, int length, long seed) {
    long mixed = seed ^ (long) Integer.reverseBytes((int) seed) << 32;
    long first = int32(bytes, from) & 0xffff_ffffL;
    long last = int32(bytes, from + length - 4) & 0xffff_ffffL;
    long flip = (int64(SECRET, 8) ^ int64(SECRET, 16)) - mixed;
    long hash = last + (first << 32) ^ flip;
    hash ^= Long.rotateLeft(hash, 49) ^ Long.rotateLeft(hash, 24);
    hash *= PRIME_MX2;
    hash ^= (hash >>> 35) + length;
    hash *= PRIME_MX2;
    return hash ^ hash >>> 28;
  }

  private static long upTo16(byte[] bytes, int from, int length, long seed) {
    long flipLow = (int64(SECRET, 24) ^ int64(SECRET, 32)) + seed;
    long flipHigh = (int64(SECRET, 40) ^ int64(SECRET, 48)) - seed;
    long low = int64(bytes, from) ^ flipLow;
    long high = int64(bytes, from + length - 8) ^ flipHigh;
    return avalanche(length + Long.reverseBytes(low) + high + fold(low, high));
  }

  private static long mix(byte[] bytes, int at, int secret, long seed) {
    long low = int64(bytes, at) ^ int64(SECRET, secret) + seed;
    long high = int64(bytes, at + 8) ^ int64(SECRET, secret + 8) - seed;
    return fold(low, high);
  }

  private static long upTo128(byte[] bytes, int from, int length, long seed) {
    long hash = length * PRIME64_1;
    for (int i = (length - 1) / 32; i >= 0; i--) {
      hash += mix(bytes, from + 16 * i, 32 * i, seed);
      hash += mix(bytes, from + length - 16 * (i + 1), 32 * i + 16, seed);
    }
    return avalanche(hash);
  }

  private static long upTo240(byte[] bytes, int from, int length, long seed) {
    long hash = length * PRIME64_1;
    for (int i = 0; i < 8; i++) {
      hash += mix(bytes, from + 16 * i, 16 * i, seed);
    }
    hash = avalanche(hash);
    for (int i = 8; i < length / 16; i++) {
      hash += mix(bytes, from + 16 * i, 16 * (i - 8) + 3, seed);
    }
    return avalanche(hash + mix(bytes, from + length - 16, 136 - 17, seed));
  }

  /** The secret of a seed other than 0: its words shifted up and down in turn. */
  private static byte[] seeded(long seed) {
    byte[] secret = new byte[SECRET.length];
    for (int at = 0; at < secret.length; at += 8) {
      long word = int64(SECRET, at) + (at % 16 == 0 ? seed : -seed);
      for (int i = 0; i < 8; i++) {
        secret[at + i] = (byte) (word >>> 8 * i);
      }
    }
    return secret;
  }

  private static long large(byte[] bytes, int from, int length, byte[] secret) {
    long[] lanes = {
      PRIME32_3 & 0xffff_ffffL,
      PRIME64_1,
      PRIME64_2,
      PRIME64_3,
      PRIME64_4,
      PRIME32_2 & 0xffff_ffffL,
      PRIME64_5,
      PRIME32_1 & 0xffff_ffffL
    };
    int blocks = (length - 1) / BLOCK;
    for (int block = 0; block < blocks; block++) {
      stripes(lanes, bytes, from + block * BLOCK, STRIPES, secret);
      scramble(lanes, secret);
    }
    int rest = blocks * BLOCK;
    stripes(lanes, bytes, from + rest, (length - 1 - rest) / STRIPE, secret);
    stripe(lanes, bytes, from + length - STRIPE, secret, secret.length - STRIPE - 7);
    long hash = length * PRIME64_1;
    for (int i = 0; i < 4; i++) {
      hash +=
          fold(
              lanes[2 * i] ^ int64(secret, 11 + 16 * i),
              lanes[2 * i + 1] ^ int64(secret, 19 + 16 * i));
    }
    return avalanche(hash);
  }

  private static void stripes(long[] lanes, byte[] bytes, int from, int count, byte[] secret) {
    for (int i = 0; i < count; i++) {
      stripe(lanes, bytes, from + i * STRIPE, secret, i * 8);
    }
  }

  private static void stripe(long[] lanes, byte[] bytes, int from, byte[] secret, int at) {
    for (int i = 0; i < 8; i++) {
      long value = int64(bytes, from + 8 * i);
      long key = value ^ int64(secret, at + 8 * i);
      lanes[i ^ 1] += value;
      lanes[i] += (key & 0xffff_ffffL) * (key >>> 32);
    }
  }

  private static void scramble(long[] lanes, byte[] secret) {
    for (int i = 0; i < 8; i++) {
      long lane = lanes[i] ^ lanes[i] >>> 47 ^ int64(secret, secret.length - STRIPE + 8 * i);
      lanes[i] = lane * (PRIME32_1 & 0xffff_ffffL);
    }
  }
}
