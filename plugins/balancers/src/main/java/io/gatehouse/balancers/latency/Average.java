package io.gatehouse.balancers.latency;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A moving average of times that forgets: an observation weighs less the older it is, by half each
 * half-life, and an average nobody adds to sinks, so that a server once slow is tried again. Value
 * (float, microseconds) and time (low 32 bits of milliseconds) share one word, so that updates need
 * no lock and allocate nothing.
 */
final class Average {
  private static final long TIME = 0xffff_ffffL;

  private final AtomicLong word = new AtomicLong();

  /** What the average has sunk to by now, in microseconds; 0 where nothing was seen. */
  double at(long nowNanos, long halfLifeNanos) {
    long seen = word.get();
    return seen == 0 ? 0 : value(seen) * kept(seen, nowNanos, halfLifeNanos);
  }

  /**
   * Adds an observation.
   *
   * @param peak whether a time above the average replaces it at once
   */
  void add(long nanos, long nowNanos, long halfLifeNanos, boolean peak) {
    float micros = nanos / 1000f;
    boolean stored = false;
    while (!stored) {
      long seen = word.get();
      double old = value(seen);
      double kept = kept(seen, nowNanos, halfLifeNanos);
      boolean replace = seen == 0 || peak && micros > old;
      double next = replace ? micros : old * kept + micros * (1 - kept);
      stored = word.compareAndSet(seen, pack((float) next, nowNanos));
    }
  }

  private static double kept(long seen, long nowNanos, long halfLifeNanos) {
    int elapsed = (int) (nowNanos / 1_000_000) - (int) (seen & TIME);
    return Math.exp(-Math.log(2) * Math.max(0, elapsed) * 1_000_000.0 / halfLifeNanos);
  }

  private static float value(long seen) {
    return Float.intBitsToFloat((int) (seen >>> 32));
  }

  private static long pack(float value, long nowNanos) {
    return (long) Float.floatToIntBits(value) << 32 | nowNanos / 1_000_000 & TIME;
  }
}
