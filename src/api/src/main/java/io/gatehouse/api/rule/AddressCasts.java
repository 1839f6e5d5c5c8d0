package io.gatehouse.api.rule;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Conversions between addresses and the other sample types. */
final class AddressCasts {
  private AddressCasts() {}

  static boolean apply(Sample sample, SampleType to) {
    if (sample.type() == SampleType.STRING && !parse(sample)) {
      return false;
    }
    if (sample.type() == SampleType.INTEGER) {
      long value = sample.integer();
      sample.setAddress(
          new byte[] {
            (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
          });
    }
    boolean address = sample.type() == SampleType.IPV4 || sample.type() == SampleType.IPV6;
    if (!address || to == SampleType.ADDRESS || to == sample.type()) {
      return address;
    }
    return to == SampleType.IPV6 ? widen(sample) : narrow(sample);
  }

  private static boolean parse(Sample sample) {
    String text = sample.text();
    boolean literal = text.indexOf(':') >= 0 || text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (!literal) {
      return false;
    }
    try {
      sample.setAddress(InetAddress.ofLiteral(text).getAddress());
      return true;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static boolean widen(Sample sample) {
    byte[] wide = new byte[16];
    wide[10] = (byte) 0xff;
    wide[11] = (byte) 0xff;
    System.arraycopy(sample.bytes(), sample.offset(), wide, 12, 4);
    sample.setAddress(wide);
    return true;
  }

  /** Only IPv4-mapped and 6to4-free addresses fit; HAProxy converts the mapped ones alone. */
  private static boolean narrow(Sample sample) {
    byte[] from = sample.bytes();
    int at = sample.offset();
    for (int i = 0; i < 10; i++) {
      if (from[at + i] != 0) {
        return false;
      }
    }
    if (from[at + 10] != (byte) 0xff || from[at + 11] != (byte) 0xff) {
      return false;
    }
    return sample.view(SampleType.IPV4, from, at + 12, 4) == sample;
  }

  static void print(Sample sample, SampleType as) {
    byte[] address = new byte[sample.length()];
    System.arraycopy(sample.bytes(), sample.offset(), address, 0, address.length);
    try {
      String text = InetAddress.getByAddress(address).getHostAddress();
      sample.sink().add(address.length == 16 ? Ipv6Text.compress(address) : text);
      sample.takeSink(as);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }
}
