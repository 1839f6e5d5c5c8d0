package io.gatehouse.dataplane.telemetry;

import java.util.concurrent.atomic.AtomicInteger;

/** Events per second over a sliding second: this second's count plus what is left of the last. */
public final class RateMeter {
  private static final long SECOND = 1_000_000_000L;
  private static final long NEVER = Long.MIN_VALUE;
  private volatile long second;
  private final AtomicInteger current = new AtomicInteger();
  private volatile int previous;
  private volatile int highest;
  private volatile long lastEvent = NEVER;

  /** Counts one event at this {@link System#nanoTime}. */
  public void count(long now) {
    long nowSecond = Math.floorDiv(now, SECOND);
    if (nowSecond != second) {
      turn(nowSecond);
    }
    lastEvent = now;
    int count = current.incrementAndGet();
    if (count > highest) {
      highest = count;
    }
  }

  /** Two threads may turn the same second; a few events of a statistic are then lost. */
  private void turn(long nowSecond) {
    previous = nowSecond == second + 1 ? current.get() : 0;
    second = nowSecond;
    current.set(0);
  }

  /** Events in the last second, interpolated. */
  public int perSecond(long now) {
    long nowSecond = Math.floorDiv(now, SECOND);
    if (nowSecond > second + 1) {
      return 0;
    }
    long into = Math.floorMod(now, SECOND);
    int last = nowSecond == second ? previous : current.get();
    int here = nowSecond == second ? current.get() : 0;
    return here + (int) (last * (SECOND - into) / SECOND);
  }

  /** Whole seconds since the last event; -1 when there was none. */
  public long secondsSinceLast(long now) {
    long last = lastEvent;
    return last == NEVER ? -1 : Math.max(0, (now - last) / SECOND);
  }

  /** Most events seen in one second. */
  public int highest() {
    return highest;
  }

  public void clearHighest() {
    highest = 0;
  }
}
