package io.gatehouse.dataplane.route;

/** Comparing bytes with or without regard to ASCII case. */
final class Folding {
  private Folding() {}

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  static byte[][] fold(byte[][] texts, boolean ignoreCase) {
    byte[][] folded = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      folded[i] = texts[i].clone();
      for (int j = 0; ignoreCase && j < folded[i].length; j++) {
        folded[i][j] = lower(folded[i][j]);
      }
    }
    return folded;
  }

  /** Whether {@code count} bytes are the same; the pattern was folded when it was stored. */
  // size: two ranges of bytes; an object for them would be made for every pattern of a request.
  static boolean same(
      byte[] bytes, int at, byte[] pattern, int from, int count, boolean ignoreCase) {
    for (int i = 0; i < count; i++) {
      byte b = bytes[at + i];
      if ((ignoreCase ? lower(b) : b) != pattern[from + i]) {
        return false;
      }
    }
    return true;
  }
}
