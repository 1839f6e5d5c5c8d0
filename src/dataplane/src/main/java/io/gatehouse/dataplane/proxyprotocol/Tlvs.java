package io.gatehouse.dataplane.proxyprotocol;

import io.gatehouse.api.rule.Sample;
import java.util.Arrays;

/** Type-length-value elements of a header of version 2. Immutable. */
public final class Tlvs {
  static final Tlvs NONE = new Tlvs(new byte[0]);

  static final int CRC32C = 3;
  private static final int AUTHORITY = 2;
  private static final int UNIQUE_ID = 5;
  private static final int LONGEST_AUTHORITY = 255;
  private static final int LONGEST_UNIQUE_ID = 128;

  /** Longer ones are passed over: HAProxy 2.6 takes them, its newer versions nothing with them. */
  private static final int LONGEST = 1_024;

  private static final int HEAD = 3;

  private final byte[] bytes;

  private Tlvs(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Checks the elements and their bounds, which are HAProxy's.
   *
   * @param checksum the header's, with a zero where its own stands
   */
  static Tlvs of(byte[] bytes, Checksum checksum) throws ProxyHeader.Malformed {
    int at = 0;
    while (at < bytes.length) {
      if (at + HEAD > bytes.length || at + HEAD + length(bytes, at) > bytes.length) {
        throw new ProxyHeader.Malformed(ProxyFault.INVALID, "an element ends behind the header");
      }
      check(bytes, at, checksum);
      at += HEAD + length(bytes, at);
    }
    return bytes.length == 0 ? NONE : new Tlvs(bytes);
  }

  private static void check(byte[] bytes, int at, Checksum checksum) throws ProxyHeader.Malformed {
    int type = bytes[at] & 0xff;
    int length = length(bytes, at);
    boolean fits =
        switch (type) {
          case AUTHORITY -> length <= LONGEST_AUTHORITY;
          case UNIQUE_ID -> length <= LONGEST_UNIQUE_ID;
          case CRC32C -> length == 4 && checksum.holds(at + HEAD);
          default -> true;
        };
    if (!fits) {
      throw new ProxyHeader.Malformed(
          ProxyFault.INVALID, "element " + type + " is not as it should be");
    }
  }

  /** Compares the checksum that stands at this place of the elements. */
  interface Checksum {
    boolean holds(int at);
  }

  private static int length(byte[] bytes, int at) {
    return (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
  }

  /** Sets {@code out} to the first element of this type; false without one. */
  public boolean find(int type, Sample out) {
    int at = 0;
    while (at < bytes.length) {
      if ((bytes[at] & 0xff) == type && length(bytes, at) <= LONGEST) {
        out.setString(bytes, at + HEAD, length(bytes, at));
        return true;
      }
      at += HEAD + length(bytes, at);
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tlvs that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
