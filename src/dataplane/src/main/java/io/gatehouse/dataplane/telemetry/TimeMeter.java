package io.gatehouse.dataplane.telemetry;

/**
 * How many milliseconds something takes: the average of the last ones, and the longest.
 *
 * <p>Written by all event loops without any order: when two write at once one of them is lost,
 * which an average of hundreds does not show. A lock or an atomic would cost every exchange.
 */
public final class TimeMeter {
  private static final int WINDOW = 512;

  private long sum;
  private int samples;
  private int longest;

  /** Counts one; a time that is not known is negative and counts as nothing. */
  public void count(int millis) {
    int time = Math.max(0, millis);
    if (samples < WINDOW) {
      samples++;
      sum += time;
    } else {
      sum += time - (sum + WINDOW - 1) / WINDOW;
    }
    if (time > longest) {
      longest = time;
    }
  }

  /** Rounded up. */
  public long average() {
    int of = Math.max(1, samples);
    return (sum + of - 1) / of;
  }

  public int longest() {
    return longest;
  }

  void clear() {
    sum = 0;
    samples = 0;
    longest = 0;
  }

  void clearLongest() {
    longest = 0;
  }
}
