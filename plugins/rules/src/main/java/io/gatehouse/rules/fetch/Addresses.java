package io.gatehouse.rules.fetch;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;

/** Addresses written in header fields: with a port, in brackets or bare. */
final class Addresses {
  private Addresses() {}

  static boolean read(byte[] bytes, int offset, int length, Sample out) {
    int from = offset;
    int end = offset + length;
    if (length > 0 && bytes[from] == '[') {
      int close = from;
      while (close < end && bytes[close] != ']') {
        close++;
      }
      if (close == end) {
        return false;
      }
      return out.setString(bytes, from + 1, close - from - 1).cast(SampleType.IPV6);
    }
    int colon = from;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    if (out.setString(bytes, from, colon - from).cast(SampleType.IPV4)) {
      return colon == end || digits(bytes, colon + 1, end);
    }
    return out.setString(bytes, from, length).cast(SampleType.IPV6);
  }

  private static boolean digits(byte[] bytes, int from, int end) {
    for (int at = from; at < end; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return true;
  }
}
