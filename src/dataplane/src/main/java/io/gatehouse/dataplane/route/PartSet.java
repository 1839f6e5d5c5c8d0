package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Sample;

/** Strings that stand anywhere in the sample; an empty one stands nowhere, as in HAProxy. */
final class PartSet implements PatternSet {
  private final boolean ignoreCase;
  private final byte[][] patterns;

  PartSet(boolean ignoreCase, byte[][] texts) {
    this.ignoreCase = ignoreCase;
    this.patterns = Folding.fold(texts, ignoreCase);
  }

  @Override
  public boolean matches(Sample sample) {
    for (byte[] pattern : patterns) {
      if (pattern.length > 0 && within(sample, pattern)) {
        return true;
      }
    }
    return false;
  }

  private boolean within(Sample sample, byte[] pattern) {
    byte[] bytes = sample.bytes();
    int last = sample.offset() + sample.length() - pattern.length;
    byte first = pattern[0];
    for (int at = sample.offset(); at <= last; at++) {
      byte b = bytes[at];
      if ((ignoreCase ? Folding.lower(b) : b) == first
          && Folding.same(bytes, at + 1, pattern, 1, pattern.length - 1, ignoreCase)) {
        return true;
      }
    }
    return false;
  }
}
