package io.gatehouse.api.rule;

import java.net.InetAddress;

/** Conversions between addresses and the other sample types. */
final class AddressCasts {
  private AddressCasts() {}

  static boolean apply(Sample sample, SampleType to) {
    switch (sample.type()) {
      case STRING -> {
        if (!parse(sample)) {
          return false;
        }
      }
      case INTEGER -> fromInteger(sample);
      case IPV4, IPV6 -> {}
      case ANY, BOOLEAN, ADDRESS, BINARY, METHOD -> {
        return false;
      }
    }
    if (to == SampleType.ADDRESS || to == sample.type()) {
      return true;
    }
    return to == SampleType.IPV6 ? widen(sample) : narrow(sample);
  }

  private static void fromInteger(Sample sample) {
    long value = sample.integer();
    sample.sink().add((byte) (value >> 24)).add((byte) (value >> 16));
    sample.current().add((byte) (value >> 8)).add((byte) value);
    sample.takeSink(SampleType.IPV4);
  }

  private static boolean parse(Sample sample) {
    return parseV4(sample) || parseV6(sample);
  }

  /** Four decimal numbers of at most three digits with dots between them, as inet_pton asks. */
  private static boolean parseV4(Sample sample) {
    byte[] bytes = sample.bytes();
    int end = sample.offset() + sample.length();
    long address = 0;
    int parts = 0;
    int digits = 0;
    int part = 0;
    for (int at = sample.offset(); at <= end; at++) {
      int c = at < end ? bytes[at] : '.';
      if (c >= '0' && c <= '9' && digits < 3) {
        part = part * 10 + c - '0';
        digits++;
      } else if (c == '.' && digits > 0 && part < 256 && parts < 4) {
        address = address << 8 | part;
        parts++;
        part = 0;
        digits = 0;
      } else {
        return false;
      }
    }
    if (parts == 4) {
      sample.setInteger(address);
      fromInteger(sample);
    }
    return parts == 4;
  }

  private static boolean parseV6(Sample sample) {
    byte[] bytes = sample.bytes();
    boolean colon = false;
    int digits = 0;
    for (int at = sample.offset(); at < sample.offset() + sample.length(); at++) {
      int c = bytes[at];
      colon |= c == ':';
      digits = c == ':' || c == '.' ? 0 : digits + 1;
      boolean allowed = Character.digit(c, 16) >= 0 && digits <= 4 || digits == 0;
      if (!allowed) {
        return false;
      }
    }
    if (!colon) {
      return false;
    }
    try {
      byte[] address = InetAddress.ofLiteral(sample.text()).getAddress();
      sample.setAddress(address);
      return address.length == 16 || widen(sample);
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static boolean widen(Sample sample) {
    byte[] from = sample.bytes();
    int at = sample.offset();
    sample.sink();
    for (int i = 0; i < 12; i++) {
      sample.current().add((byte) (i < 10 ? 0 : 0xff));
    }
    sample.current().add(from, at, 4);
    sample.takeSink(SampleType.IPV6);
    return true;
  }

  /** IPv4-mapped and IPv4-compatible addresses and those of 6to4 hold an IPv4 address. */
  private static boolean narrow(Sample sample) {
    byte[] from = sample.bytes();
    int at = sample.offset();
    if (from[at] == 0x20 && from[at + 1] == 0x02) {
      return sample.view(SampleType.IPV4, from, at + 2, 4) == sample;
    }
    for (int i = 0; i < 10; i++) {
      if (from[at + i] != 0) {
        return false;
      }
    }
    int prefix = (from[at + 10] & 0xff) << 8 | from[at + 11] & 0xff;
    if (prefix != 0 && prefix != 0xffff) {
      return false;
    }
    return sample.view(SampleType.IPV4, from, at + 12, 4) == sample;
  }

  static void print(Sample sample, SampleType as) {
    AddressText.write(sample.bytes(), sample.offset(), sample.length(), sample.sink());
    sample.takeSink(as);
  }
}
