package io.gatehouse.dataplane.http;

/** A reused pair of offsets, so that checks can name what they compare without allocating. */
final class Range {
  int from;
  int to;

  Range set(int from, int to) {
    this.from = from;
    this.to = to;
    return this;
  }

  /** Marks it as naming nothing, unlike an empty range, which names an empty text. */
  Range clear() {
    return set(0, -1);
  }

  boolean absent() {
    return to < from;
  }
}
