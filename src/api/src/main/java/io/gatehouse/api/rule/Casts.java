package io.gatehouse.api.rule;

import io.gatehouse.api.ByteSink;

/** Implicit conversions between sample types (manual section 7.3.1). */
final class Casts {
  private Casts() {}

  static boolean apply(Sample sample, SampleType to) {
    return switch (to) {
      case ANY -> true;
      case BOOLEAN -> toBoolean(sample);
      case INTEGER -> toInteger(sample);
      case STRING -> toText(sample, SampleType.STRING);
      case BINARY -> toBinary(sample);
      case METHOD -> toText(sample, SampleType.METHOD);
      case ADDRESS, IPV4, IPV6 -> AddressCasts.apply(sample, to);
    };
  }

  private static boolean toBoolean(Sample sample) {
    if (!toInteger(sample)) {
      return false;
    }
    sample.setBoolean(sample.integer() != 0);
    return true;
  }

  private static boolean toInteger(Sample sample) {
    return switch (sample.type()) {
      case BOOLEAN, INTEGER -> {
        sample.setInteger(sample.integer());
        yield true;
      }
      case IPV4 -> {
        long value = 0;
        for (int i = 0; i < 4; i++) {
          value = value << 8 | sample.bytes()[sample.offset() + i] & 0xff;
        }
        sample.setInteger(value);
        yield true;
      }
      case STRING -> parse(sample);
      default -> false;
    };
  }

  /** Leading digits count; anything after them is ignored, as HAProxy's conversion does. */
  private static boolean parse(Sample sample) {
    byte[] bytes = sample.bytes();
    int at = sample.offset();
    int end = at + sample.length();
    boolean negative = at < end && bytes[at] == '-';
    if (negative) {
      at++;
    }
    int first = at;
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + (bytes[at++] - '0');
    }
    if (at == first) {
      return false;
    }
    sample.setInteger(negative ? -value : value);
    return true;
  }

  private static boolean toText(Sample sample, SampleType as) {
    switch (sample.type()) {
      case BOOLEAN, INTEGER -> {
        ByteSink sink = sample.sink();
        sink.add(sample.integer());
        sample.takeSink(as);
      }
      case IPV4, IPV6 -> AddressCasts.print(sample, as);
      case STRING, METHOD, BINARY ->
          sample.view(as, sample.bytes(), sample.offset(), sample.length());
      case ANY, ADDRESS -> {
        return false;
      }
    }
    return true;
  }

  private static boolean toBinary(Sample sample) {
    return switch (sample.type()) {
      case STRING, METHOD, BINARY, IPV4, IPV6 -> {
        sample.setBinary(sample.bytes(), sample.offset(), sample.length());
        yield true;
      }
      case BOOLEAN, INTEGER -> {
        ByteSink sink = sample.sink();
        for (int shift = 56; shift >= 0; shift -= 8) {
          sink.add((byte) (sample.integer() >>> shift));
        }
        sample.takeSink(SampleType.BINARY);
        yield true;
      }
      case ANY, ADDRESS -> false;
    };
  }
}
