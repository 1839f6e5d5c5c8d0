package io.gatehouse.config.haproxy.rule;

import io.gatehouse.model.Network;
import io.gatehouse.model.Pattern;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Address patterns (manual section 7.1.6): an address or, unless {@code -n}, a name; a mask. */
final class Networks {
  private Networks() {}

  static Pattern read(String text, boolean names) throws BadPattern {
    int slash = text.lastIndexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    InetAddress address = literal(host);
    if (address == null) {
      address = names ? resolve(host, text) : null;
    }
    if (address == null) {
      throw new BadPattern("'%s' is not a valid IPv4 or IPv6 address".formatted(text));
    }
    int bits = address.getAddress().length * 8;
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits, text);
    return new Pattern.Net(text, new Network(address, prefix));
  }

  private static @Nullable InetAddress literal(String host) {
    if (host.indexOf(':') < 0 && !host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return null;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      boolean mapped = address instanceof Inet4Address && host.indexOf(':') >= 0;
      return mapped ? wide(address.getAddress()) : address;
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  /** The JDK makes {@code ::ffff:1.2.3.4} an IPv4 address; masks count 128 bits, so undo that. */
  private static InetAddress wide(byte[] four) {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    System.arraycopy(four, 0, bytes, 12, 4);
    try {
      return Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("16 bytes are an address", impossible);
    }
  }

  /** HAProxy takes the first IPv4 address of a name, when the configuration is loaded. */
  @SuppressWarnings("AddressSelection")
  private static InetAddress resolve(String host, String text) throws BadPattern {
    if (!host.isEmpty() && host.indexOf(':') < 0 && !host.matches("[\\d./]*")) {
      try {
        for (InetAddress candidate : InetAddress.getAllByName(host)) {
          if (candidate instanceof Inet4Address) {
            return candidate;
          }
        }
      } catch (UnknownHostException unknown) {
        throw new BadPattern("'%s' cannot be resolved to an IPv4 address".formatted(text));
      }
    }
    throw new BadPattern("'%s' is not a valid IPv4 or IPv6 address".formatted(text));
  }

  private static int prefix(String mask, int bits, String text) throws BadPattern {
    if (mask.indexOf('.') >= 0 && bits == 32) {
      InetAddress dotted = literal(mask);
      if (dotted != null) {
        return contiguous(dotted.getAddress(), text);
      }
    }
    if (mask.matches("\\d{1,3}") && Integer.parseInt(mask) <= bits) {
      return Integer.parseInt(mask);
    }
    throw new BadPattern("'%s' has an invalid mask, expected 0 to %d".formatted(text, bits));
  }

  private static int contiguous(byte[] mask, String text) throws BadPattern {
    int value = 0;
    for (byte b : mask) {
      value = value << 8 | b & 0xff;
    }
    int prefix = Integer.bitCount(value);
    if (value != (prefix == 0 ? 0 : -1 << (32 - prefix))) {
      throw new BadPattern(
          "'%s' has a mask with gaps, which is not supported: write the networks one by one"
              .formatted(text));
    }
    return prefix;
  }
}
