package io.gatehouse.rules.fetch;

/** The hash of {@code base32}: sdbm with HAProxy's avalanche. */
final class Hash {
  private Hash() {}

  static int avalanched(byte[] bytes, int offset, int length, int seed) {
    int hash = seed;
    for (int i = offset; i < offset + length; i++) {
      hash = (bytes[i] & 0xff) + (hash << 6) + (hash << 16) - hash;
    }
    return hash;
  }

  static int avalanche(int value) {
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
