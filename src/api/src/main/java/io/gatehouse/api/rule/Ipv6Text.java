package io.gatehouse.api.rule;

/** IPv6 addresses as inet_ntop writes them (RFC 5952). */
public final class Ipv6Text {
  private Ipv6Text() {}

  /** Allocates. The longest run of two or more zero groups becomes {@code ::}. */
  public static String compress(byte[] address) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff;
    }
    int bestAt = -1;
    int best = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > best) {
        bestAt = i;
        best = run;
      }
    }
    return join(groups, bestAt, best);
  }

  private static String join(int[] groups, int gapAt, int gap) {
    boolean mapped = gapAt == 0 && (gap == 5 && groups[5] == 0xffff || gap == 6);
    if (mapped) {
      String v4 =
          (groups[6] >> 8)
              + "."
              + (groups[6] & 0xff)
              + "."
              + (groups[7] >> 8)
              + "."
              + (groups[7] & 0xff);
      return gap == 6 ? "::" + v4 : "::ffff:" + v4;
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gapAt) {
        text.append("::");
        i += gap - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
