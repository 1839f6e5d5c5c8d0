package io.gatehouse.dataplane.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Events in a sliding period as HAProxy counts them: those of the period that runs, and of the one
 * before it as much as is not over. Three words of a row: when the period began, its events, those
 * before. The lowest bit of the first is set while a thread turns the period. Times are even
 * milliseconds therefore.
 */
final class Rate {
  static final int WORDS = 3;
  static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private Rate() {}

  private static long get(long[] data, int at) {
    return (long) WORD.getVolatile(data, at);
  }

  /** Counts events, and answers those since the period began. */
  static long count(long[] data, int at, long period, long now, long events) {
    long begun = get(data, at);
    while (now - begun >= period) {
      if ((begun & 1) == 0 && WORD.compareAndSet(data, at, begun, begun | 1)) {
        turn(data, at, period, now, events);
        return events;
      }
      Thread.onSpinWait();
      begun = get(data, at);
    }
    return (long) WORD.getAndAdd(data, at + 1, events) + events;
  }

  private static void turn(long[] data, int at, long period, long now, long events) {
    long before = (long) WORD.getAndSet(data, at + 1, events);
    long begins = (get(data, at) & ~1L) + period;
    boolean idle = now - begins >= period;
    WORD.setVolatile(data, at + 2, idle ? 0 : before);
    WORD.setVolatile(data, at, (idle ? now : begins) & ~1L);
  }

  /** Its period, by its age, and its events. */
  static void copy(long[] data, int at, long now, long[] out) {
    while (true) {
      long begun = get(data, at);
      out[1] = get(data, at + 1);
      out[2] = get(data, at + 2);
      if ((begun & 1) == 0 && begun == get(data, at)) {
        out[0] = Math.max(0, now - begun);
        return;
      }
      Thread.onSpinWait();
    }
  }

  /** Takes everything as {@link #copy} tells it. */
  static void replace(long[] data, int at, long now, long[] in) {
    long begun = get(data, at);
    while ((begun & 1) != 0 || !WORD.compareAndSet(data, at, begun, begun | 1)) {
      Thread.onSpinWait();
      begun = get(data, at);
    }
    WORD.setVolatile(data, at + 1, in[1]);
    WORD.setVolatile(data, at + 2, in[2]);
    WORD.setVolatile(data, at, Math.max(0, now - in[0]) & ~1L);
  }

  /** Makes these the events of a period that begins now. */
  static void set(long[] data, int at, long now, long events) {
    WORD.setVolatile(data, at + 2, 0L);
    WORD.setVolatile(data, at + 1, events);
    WORD.setVolatile(data, at, now & ~1L);
  }

  /** Events in the last period. */
  static long read(long[] data, int at, long period, long now) {
    while (true) {
      long begun = get(data, at);
      long current = get(data, at + 1);
      long past = get(data, at + 2);
      if ((begun & 1) == 0 && begun == get(data, at)) {
        return average(period, begun + period - now, past, current);
      }
      Thread.onSpinWait();
    }
  }

  /** One event alone is told until it is over, or low rates would flicker. */
  private static long average(long period, long left, long past, long current) {
    long remaining = left;
    long before = past;
    long here = current;
    if (remaining < 0) {
      remaining += period;
      before = remaining >= 0 ? current : 0;
      here = 0;
    }
    if (here == 0 && before <= 1) {
      return before;
    }
    return (before * remaining + here * period) / period;
  }
}
