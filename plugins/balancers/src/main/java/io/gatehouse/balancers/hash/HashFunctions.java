package io.gatehouse.balancers.hash;

import io.gatehouse.api.balance.HashKeys;
import io.gatehouse.api.balance.HashSettings;

/**
 * The functions of {@code hash-type} (manual section 4.2): bytes to an unsigned 32-bit number, bit
 * for bit as HAProxy computes them. Pure.
 */
public final class HashFunctions {
  private HashFunctions() {}

  /** Hashes as the backend's {@code hash-type} says; never negative. */
  public static long hash(HashSettings settings, byte[] bytes, int offset, int length) {
    int hash =
        switch (settings.function()) {
          case SDBM -> sdbm(bytes, offset, length);
          case DJB2 -> djb2(bytes, offset, length);
          case WT6 -> wt6(bytes, offset, length);
          case CRC32 -> crc32(bytes, offset, length);
          case NONE -> (int) number(bytes, offset, length);
        };
    return finish(settings, hash);
  }

  /** Applies {@code avalanche} where it is asked for. */
  static long finish(HashSettings settings, int hash) {
    return Integer.toUnsignedLong(settings.avalanche() ? HashKeys.mix(hash) : hash);
  }

  static int sdbm(byte[] bytes, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = (bytes[i] & 0xff) + hash * 65599;
    }
    return hash;
  }

  static int djb2(byte[] bytes, int offset, int length) {
    int hash = 5381;
    for (int i = offset; i < offset + length; i++) {
      hash = hash * 33 + (bytes[i] & 0xff);
    }
    return hash;
  }

  /** Two halves rotate each other by distances taken from themselves. */
  static int wt6(byte[] bytes, int offset, int length) {
    int first = 0xa53c965a;
    int second = 0x5ca6953a;
    int firstStep = 6;
    int secondStep = 18;
    for (int i = offset; i < offset + length; i++) {
      int octet = bytes[i] & 0xff;
      first = ~(first ^ octet);
      second = ~(second + octet);
      int rotated = Integer.rotateLeft(second, firstStep);
      second = Integer.rotateLeft(first, secondStep);
      first = rotated;
      int steps = (first >>> 16 ^ second) & 0xffff;
      firstStep = steps & 0x1f;
      secondStep = steps >>> 11;
    }
    return first ^ second;
  }

  /** The CRC of Ethernet; bit by bit is fast enough for keys and keeps the cache clean. */
  static int crc32(byte[] bytes, int offset, int length) {
    int crc = ~0;
    for (int i = offset; i < offset + length; i++) {
      crc ^= bytes[i] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ (crc & 1) * 0xedb88320;
      }
    }
    return ~crc;
  }

  /** The number in front of the key, 0 when there is none, clamped to 64 bits. */
  static long number(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean negative = at < end && bytes[at] == '-';
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    long value = 0;
    for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      int digit = bytes[at] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }
}
