package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.Network;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** Literal addresses with an optional prefix length or mask. */
final class Networks {

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)(\\.(?!$)|$)){4}");

  private Networks() {}

  static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches();
  }

  /** Takes a network such as {@code 10.0.0.0/8}; no host names. */
  static Network next(Cursor cursor) throws ArgumentException {
    return of(cursor.next("a network"), cursor);
  }

  /** The network of this text, which stood in the word taken last. */
  static Network of(String text, Cursor cursor) throws ArgumentException {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException notLiteral) {
      throw cursor.error("'%s' is not a network address".formatted(text));
    }
    int bits = address.getAddress().length * 8;
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits, cursor);
    return new Network(address, prefix);
  }

  private static int prefix(String text, int bits, Cursor cursor) throws ArgumentException {
    try {
      if (isIpv4(text) && bits == 32) {
        int mask = java.nio.ByteBuffer.wrap(InetAddress.ofLiteral(text).getAddress()).getInt();
        int ones = Integer.bitCount(mask);
        if (ones == 0 || mask == -1 << (32 - ones)) {
          return ones;
        }
      } else if (Integer.parseInt(text) >= 0 && Integer.parseInt(text) <= bits) {
        return Integer.parseInt(text);
      }
    } catch (NumberFormatException notANumber) {
      throw cursor.error("'%s' is not a prefix length".formatted(text));
    }
    throw cursor.error("'%s' is not a prefix length from 0 to %d".formatted(text, bits));
  }
}
