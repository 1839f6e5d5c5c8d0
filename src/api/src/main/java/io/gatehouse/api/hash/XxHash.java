package io.gatehouse.api.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH32 and XXH64 as the specification of xxHash gives them. Pure; allocates nothing. */
public final class XxHash {
  static final int PRIME32_1 = 0x9e3779b1;
  static final int PRIME32_2 = 0x85ebca77;
  static final int PRIME32_3 = 0xc2b2ae3d;
  private static final int PRIME32_4 = 0x27d4eb2f;
  private static final int PRIME32_5 = 0x165667b1;
  static final long PRIME64_1 = 0x9e3779b185ebca87L;
  static final long PRIME64_2 = 0xc2b2ae3d27d4eb4fL;
  static final long PRIME64_3 = 0x165667b19e3779f9L;
  static final long PRIME64_4 = 0x85ebca77c2b2ae63L;
  static final long PRIME64_5 = 0x27d4eb2f165667c5L;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash() {}

  static int int32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long int64(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** XXH32 of a part of the bytes. Any thread. */
  public static int hash32(byte[] bytes, int offset, int length, int seed) {
    int at = offset;
    int end = offset + length;
    int hash = seed + PRIME32_5;
    if (length >= 16) {
      int a = seed + PRIME32_1 + PRIME32_2;
      int b = seed + PRIME32_2;
      int c = seed;
      int d = seed - PRIME32_1;
      for (; at <= end - 16; at += 16) {
        a = lane32(a, int32(bytes, at));
        b = lane32(b, int32(bytes, at + 4));
        c = lane32(c, int32(bytes, at + 8));
        d = lane32(d, int32(bytes, at + 12));
      }
      hash = Integer.rotateLeft(a, 1) + Integer.rotateLeft(b, 7);
      hash += Integer.rotateLeft(c, 12) + Integer.rotateLeft(d, 18);
    }
    hash += length;
    for (; at <= end - 4; at += 4) {
      hash = Integer.rotateLeft(hash + int32(bytes, at) * PRIME32_3, 17) * PRIME32_4;
    }
    for (; at < end; at++) {
      hash = Integer.rotateLeft(hash + (bytes[at] & 0xff) * PRIME32_5, 11) * PRIME32_1;
    }
    hash = (hash ^ hash >>> 15) * PRIME32_2;
    hash = (hash ^ hash >>> 13) * PRIME32_3;
    return hash ^ hash >>> 16;
  }

  private static int lane32(int accumulator, int word) {
    return Integer.rotateLeft(accumulator + word * PRIME32_2, 13) * PRIME32_1;
  }

  /** XXH64 of a part of the bytes. Any thread. */
  public static long hash64(byte[] bytes, int offset, int length, long seed) {
    int at = offset;
    int end = offset + length;
    long hash = seed + PRIME64_5;
    if (length >= 32) {
      long a = seed + PRIME64_1 + PRIME64_2;
      long b = seed + PRIME64_2;
      long c = seed;
      long d = seed - PRIME64_1;
      for (; at <= end - 32; at += 32) {
        a = lane64(a, int64(bytes, at));
        b = lane64(b, int64(bytes, at + 8));
        c = lane64(c, int64(bytes, at + 16));
        d = lane64(d, int64(bytes, at + 24));
      }
      hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7);
      hash += Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    }
    return avalanche(tail64(bytes, at, end, hash + length));
  }

  private static long tail64(byte[] bytes, int from, int end, long start) {
    long hash = start;
    int at = from;
    for (; at <= end - 8; at += 8) {
      hash = Long.rotateLeft(hash ^ lane64(0, int64(bytes, at)), 27) * PRIME64_1 + PRIME64_4;
    }
    if (at <= end - 4) {
      hash ^= (int32(bytes, at) & 0xffff_ffffL) * PRIME64_1;
      hash = Long.rotateLeft(hash, 23) * PRIME64_2 + PRIME64_3;
      at += 4;
    }
    for (; at < end; at++) {
      hash = Long.rotateLeft(hash ^ (bytes[at] & 0xff) * PRIME64_5, 11) * PRIME64_1;
    }
    return hash;
  }

  private static long lane64(long accumulator, long word) {
    return Long.rotateLeft(accumulator + word * PRIME64_2, 31) * PRIME64_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ lane64(0, lane)) * PRIME64_1 + PRIME64_4;
  }

  static long avalanche(long value) {
    long hash = (value ^ value >>> 33) * PRIME64_2;
    hash = (hash ^ hash >>> 29) * PRIME64_3;
    return hash ^ hash >>> 32;
  }
}
