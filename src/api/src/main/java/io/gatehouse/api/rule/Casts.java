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
    boolean possible = sample.type() == SampleType.INTEGER || sample.type() == SampleType.STRING;
    if (!possible || !toInteger(sample)) {
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

  /**
   * Leading digits count and anything after them is ignored, so that text without digits is 0; only
   * an empty text is no number. Values past 64 bits saturate.
   */
  private static boolean parse(Sample sample) {
    byte[] bytes = sample.bytes();
    int at = sample.offset();
    int end = at + sample.length();
    if (at == end) {
      return false;
    }
    boolean negative = bytes[at] == '-';
    if (negative || bytes[at] == '+') {
      at++;
    }
    long value = 0;
    for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      int digit = bytes[at] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        sample.setInteger(negative ? Long.MIN_VALUE : Long.MAX_VALUE);
        return true;
      }
      value = value * 10 + digit;
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
      case STRING, METHOD -> sample.view(as, sample.bytes(), sample.offset(), sample.length());
      case BINARY -> sample.view(as, sample.bytes(), sample.offset(), untilZero(sample));
      case ANY, ADDRESS -> {
        return false;
      }
    }
    return true;
  }

  /** A zero byte ends the text that a binary is taken for. */
  private static int untilZero(Sample sample) {
    int length = 0;
    while (length < sample.length() && sample.bytes()[sample.offset() + length] != 0) {
      length++;
    }
    return length;
  }

  private static boolean toBinary(Sample sample) {
    return switch (sample.type()) {
      case STRING, METHOD, BINARY, IPV4, IPV6 -> {
        sample.setBinary(sample.bytes(), sample.offset(), sample.length());
        yield true;
      }
      case BOOLEAN -> {
        sample.sink().add((byte) sample.integer());
        sample.takeSink(SampleType.BINARY);
        yield true;
      }
      case INTEGER -> {
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
