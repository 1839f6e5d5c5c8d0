package io.gatehouse.api.rule;

import io.gatehouse.api.ByteSink;

/** Writes addresses as inet_ntop does (RFC 5952), without allocating. Thread: any. */
public final class AddressText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private AddressText() {}

  /** Appends an address of 4 or 16 bytes in network order; anything else appends nothing. */
  public static void write(byte[] bytes, int offset, int length, ByteSink out) {
    if (length == 4) {
      writeV4(bytes, offset, out);
    } else if (length == 16) {
      writeV6(bytes, offset, out);
    }
  }

  private static void writeV4(byte[] bytes, int offset, ByteSink out) {
    for (int i = 0; i < 4; i++) {
      if (i > 0) {
        out.add((byte) '.');
      }
      out.add((long) (bytes[offset + i] & 0xff));
    }
  }

  private static int group(byte[] bytes, int offset, int index) {
    return (bytes[offset + 2 * index] & 0xff) << 8 | bytes[offset + 2 * index + 1] & 0xff;
  }

  /** The longest run of two or more zero groups, the first of equals, becomes {@code ::}. */
  private static void writeV6(byte[] bytes, int offset, ByteSink out) {
    int gapAt = 8;
    int gap = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && group(bytes, offset, i + run) == 0) {
        run++;
      }
      if (run > gap) {
        gapAt = i;
        gap = run;
      }
    }
    boolean mapped = gap == 5 && group(bytes, offset, 5) == 0xffff;
    if (gapAt == 0 && (gap == 6 || mapped)) {
      out.add(gap == 6 ? "::" : "::ffff:");
      writeV4(bytes, offset + 12, out);
      return;
    }
    writeGroups(bytes, offset, gapAt, gap, out);
  }

  private static void writeGroups(byte[] bytes, int offset, int gapAt, int gap, ByteSink out) {
    for (int i = 0; i < 8; i++) {
      if (i == gapAt) {
        out.add("::");
        i += gap - 1;
        continue;
      }
      if (i > 0 && i != gapAt + gap) {
        out.add((byte) ':');
      }
      int group = group(bytes, offset, i);
      for (int shift = 12; shift >= 0; shift -= 4) {
        if (shift == 0 || group >> shift != 0) {
          out.add(HEX[group >> shift & 15]);
        }
      }
    }
  }
}
