package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Sample;
import java.util.Arrays;

/**
 * Words between delimiters: {@code dir} and {@code dom}. Delimiters at a pattern's ends are of no
 * account; one that is nothing else matches nothing, as in HAProxy.
 */
final class WordSet implements PatternSet {
  private final boolean[] delimiters = new boolean[256];
  private final boolean ignoreCase;
  private final byte[][] patterns;

  WordSet(String delimiters, boolean ignoreCase, byte[][] texts) {
    for (int i = 0; i < delimiters.length(); i++) {
      this.delimiters[delimiters.charAt(i)] = true;
    }
    this.ignoreCase = ignoreCase;
    this.patterns = Folding.fold(texts, ignoreCase);
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = trimmed(patterns[i]);
    }
  }

  private byte[] trimmed(byte[] pattern) {
    int from = 0;
    int to = pattern.length;
    while (from < to && delimiter(pattern[from])) {
      from++;
    }
    while (to > from && delimiter(pattern[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(pattern, from, to);
  }

  private boolean delimiter(byte b) {
    return delimiters[b & 0xff];
  }

  @Override
  public boolean matches(Sample sample) {
    for (byte[] pattern : patterns) {
      if (pattern.length > 0 && matches(sample, pattern)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(Sample sample, byte[] pattern) {
    byte[] bytes = sample.bytes();
    int last = sample.offset() + sample.length() - pattern.length;
    boolean mayBegin = true;
    for (int at = sample.offset(); at <= last; at++) {
      if (delimiter(bytes[at])) {
        mayBegin = true;
      } else if (mayBegin) {
        if (Folding.same(bytes, at, pattern, 0, pattern.length, ignoreCase)
            && (at == last || delimiter(bytes[at + pattern.length]))) {
          return true;
        }
        mayBegin = false;
      }
    }
    return false;
  }
}
