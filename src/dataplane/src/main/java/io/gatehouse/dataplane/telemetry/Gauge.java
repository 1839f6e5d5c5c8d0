package io.gatehouse.dataplane.telemetry;

import java.util.concurrent.atomic.AtomicInteger;

/** A number that rises and falls, with the highest value it had. Any thread. */
public final class Gauge {
  private final AtomicInteger value = new AtomicInteger();
  private volatile int highest;

  public int rise() {
    int now = value.incrementAndGet();
    if (now > highest) {
      highest = now;
    }
    return now;
  }

  public int fall() {
    return value.decrementAndGet();
  }

  /** Rises only below the limit; false without a change when it is reached. */
  public boolean riseBelow(int limit) {
    int now;
    do {
      now = value.get();
      if (now >= limit) {
        return false;
      }
    } while (!value.compareAndSet(now, now + 1));
    if (now + 1 > highest) {
      highest = now + 1;
    }
    return true;
  }

  public int value() {
    return value.get();
  }

  public int highest() {
    return highest;
  }

  public void clearHighest() {
    highest = value.get();
  }
}
