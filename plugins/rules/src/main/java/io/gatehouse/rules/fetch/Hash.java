package io.gatehouse.rules.fetch;

/** The hash of {@code base32} and {@code url32}: sdbm, HAProxy's avalanche, and its last step. */
final class Hash {
  /** Near three quarters of the range, so that values spread all over it. */
  private static final int SPREAD = (int) 3_221_225_473L;

  private Hash() {}

  /** Bytes are signed numbers, as in HAProxy. */
  static int of(byte[] bytes, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = bytes[i] + (hash << 6) + (hash << 16) - hash;
    }
    return avalanche(hash) * SPREAD;
  }

  private static int avalanche(int value) {
    int a = value;
    a = (a + 0x7ed55d16) + (a << 12);
    a = (a ^ 0xc761c23c) ^ (a >>> 19);
    a = (a + 0x165667b1) + (a << 5);
    a = (a + 0xd3a2646c) ^ (a << 9);
    a = (a + 0xfd7046c5) + (a << 3);
    a = (a ^ 0xb55a4f09) ^ (a >>> 16);
    return a;
  }
}
