package io.gatehouse.dataplane.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a byte may be in a message head, by table, and eight bytes at a time where long runs of
 * ordinary bytes are expected. The tables are constants, so that compiled loops keep no bounds
 * check.
 */
final class ByteClass {
  private static final byte TOKEN = 1;
  private static final byte VERSION = 2;
  private static final byte[] CLASSES = new byte[256];
  private static final byte[] LOWER = new byte[256];
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  static {
    for (int c = 0; c < 256; c++) {
      LOWER[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
      boolean alphanumeric =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (alphanumeric || (c < 128 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0)) {
        CLASSES[c] |= TOKEN;
      }
      if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '.' || c == '/') {
        CLASSES[c] |= VERSION;
      }
    }
  }

  private ByteClass() {}

  /** RFC 9110 section 5.6.2. */
  static boolean token(byte b) {
    return (CLASSES[b & 0xff] & TOKEN) != 0;
  }

  /** The bytes that may stand where the protocol version is expected. */
  static boolean version(byte b) {
    return (CLASSES[b & 0xff] & VERSION) != 0;
  }

  static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean alpha(byte b) {
    byte lower = LOWER[b & 0xff];
    return lower >= 'a' && lower <= 'z';
  }

  static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }

  static byte lower(byte b) {
    return LOWER[b & 0xff];
  }

  /** First byte at or after {@code p} that is not in 0x24..0x7e; {@code limit} if there is none. */
  static int skipTarget(byte[] bytes, int p, int limit) {
    int at = p;
    while (at <= limit - 8) {
      long word = (long) LONG.get(bytes, at);
      // A borrow or carry only reaches bytes above the lowest hit, so the lowest hit is exact.
      long hits = (((word - 0x24 * ONES) & ~word) | (word + ONES) | word) & HIGHS;
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
      at += 8;
    }
    while (at < limit && bytes[at] >= 0x24 && bytes[at] < 0x7f) {
      at++;
    }
    return at;
  }

  /** First byte at or after {@code p} below 0x0e (CR, LF, NUL, HT among them), or {@code limit}. */
  static int skipValue(byte[] bytes, int p, int limit) {
    int at = p;
    while (at <= limit - 8) {
      long word = (long) LONG.get(bytes, at);
      long hits = (word - 0x0e * ONES) & ~word & HIGHS;
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
      at += 8;
    }
    while (at < limit && (bytes[at] & 0xff) >= 0x0e) {
      at++;
    }
    return at;
  }

  /** Compares with an ASCII lower-case word of the same length, without case. */
  static boolean equalsLower(byte[] bytes, int offset, byte[] lowerCase) {
    for (int i = 0; i < lowerCase.length; i++) {
      if (LOWER[bytes[offset + i] & 0xff] != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  static boolean sameIgnoringCase(byte[] bytes, int one, int other, int length) {
    for (int i = 0; i < length; i++) {
      if (LOWER[bytes[one + i] & 0xff] != LOWER[bytes[other + i] & 0xff]) {
        return false;
      }
    }
    return true;
  }
}
