package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Sample;
import java.util.Arrays;

/**
 * Whole strings, prefixes or suffixes. Few are compared one by one. Many go into a hash table: one
 * pass over the sample from the end that counts keeps a rolling hash and looks it up at each length
 * that some pattern has, so the cost is that of the sample's length, whatever the list's.
 */
final class TextTable implements PatternSet {

  /** Which end of the sample a pattern must stand at. */
  enum End {
    FRONT,
    BACK,
    BOTH
  }

  private static final int FEW = 6;

  private final End end;
  private final boolean ignoreCase;
  private final byte[][] patterns;
  private final boolean[] lengths;
  private final byte[][] slots;

  private TextTable(End end, boolean ignoreCase, byte[][] patterns) {
    this.end = end;
    this.ignoreCase = ignoreCase;
    this.patterns = patterns;
    int longest = Arrays.stream(patterns).mapToInt(p -> p.length).max().orElse(0);
    this.lengths = new boolean[longest + 1];
    int capacity = Integer.highestOneBit(Math.max(4, patterns.length * 4 - 1));
    this.slots = new byte[capacity][];
    for (byte[] pattern : patterns) {
      lengths[pattern.length] = true;
      insert(pattern);
    }
  }

  static PatternSet of(End end, boolean ignoreCase, byte[][] texts) {
    return new TextTable(end, ignoreCase, Folding.fold(texts, ignoreCase));
  }

  private void insert(byte[] pattern) {
    int hash = 0;
    for (int i = 0; i < pattern.length; i++) {
      hash = roll(hash, pattern[end == End.BACK ? pattern.length - 1 - i : i]);
    }
    int slot = slot(hash);
    while (slots[slot] != null && !Arrays.equals(slots[slot], pattern)) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = pattern;
  }

  private static int roll(int hash, byte b) {
    return (hash ^ b & 0xff) * 0x01000193 + 0x7ed55d16;
  }

  private int slot(int hash) {
    int mixed = hash * 0x9e3779b9;
    return (mixed ^ mixed >>> 15) & slots.length - 1;
  }

  @Override
  public boolean matches(Sample sample) {
    byte[] bytes = sample.bytes();
    int offset = sample.offset();
    int length = sample.length();
    return patterns.length <= FEW ? few(bytes, offset, length) : many(bytes, offset, length);
  }

  private boolean few(byte[] bytes, int offset, int length) {
    for (byte[] pattern : patterns) {
      boolean fits = end == End.BOTH ? pattern.length == length : pattern.length <= length;
      int at = end == End.BACK ? offset + length - pattern.length : offset;
      if (fits && Folding.same(bytes, at, pattern, 0, pattern.length, ignoreCase)) {
        return true;
      }
    }
    return false;
  }

  private boolean many(byte[] bytes, int offset, int length) {
    if (end == End.BOTH && (length >= lengths.length || !lengths[length])) {
      return false;
    }
    int hash = 0;
    int last = Math.min(length, lengths.length - 1);
    for (int taken = 0; ; taken++) {
      if (lengths[taken] && (end != End.BOTH || taken == length)) {
        int at = end == End.BACK ? offset + length - taken : offset;
        if (holds(hash, bytes, at, taken)) {
          return true;
        }
      }
      if (taken == last) {
        return false;
      }
      byte b = bytes[end == End.BACK ? offset + length - 1 - taken : offset + taken];
      hash = roll(hash, ignoreCase ? Folding.lower(b) : b);
    }
  }

  private boolean holds(int hash, byte[] bytes, int at, int length) {
    int slot = slot(hash);
    byte[] pattern = slots[slot];
    while (pattern != null) {
      if (pattern.length == length && Folding.same(bytes, at, pattern, 0, length, ignoreCase)) {
        return true;
      }
      slot = slot + 1 & slots.length - 1;
      pattern = slots[slot];
    }
    return false;
  }
}
