package io.gatehouse.dataplane.telemetry.syslog;

import io.gatehouse.api.ByteSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of lines with many writers and one reader. A slot's sequence says whose turn it
 * is: equal to the position, a writer may take it; one more, it holds a line; then the reader moves
 * it one round on. A full ring refuses, nobody waits. Slots keep their arrays, so that a line costs
 * no allocation once the ring has warmed up.
 */
final class LogRing {
  private static final VarHandle SEQUENCE = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle TAIL;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(LogRing.class, "tail", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** One line and where it goes. */
  static final class Slot {
    final ByteSink line;
    @Nullable LogRoute route;
    int level;
    int structured;
    long date;

    Slot(int ceiling) {
      line = new ByteSink(ceiling);
    }
  }

  private final Slot[] slots;
  private final long[] sequences;
  private final int mask;

  @SuppressWarnings("UnusedVariable") // through TAIL
  private volatile long tail;

  private long head;

  LogRing(int capacity, int lineCeiling) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity must be a power of two: " + capacity);
    }
    slots = new Slot[capacity];
    sequences = new long[capacity];
    mask = capacity - 1;
    for (int i = 0; i < capacity; i++) {
      slots[i] = new Slot(lineCeiling);
      sequences[i] = i;
    }
  }

  /** Leaves a copy of the line; false when the ring is full. Any thread. */
  boolean offer(LogRoute route, int level, long date, ByteSink line, int structured) {
    while (true) {
      long position = (long) TAIL.getVolatile(this);
      int index = (int) position & mask;
      long turn = (long) SEQUENCE.getAcquire(sequences, index) - position;
      if (turn < 0) {
        return false;
      }
      if (turn == 0 && TAIL.compareAndSet(this, position, position + 1)) {
        Slot slot = slots[index];
        slot.route = route;
        slot.level = level;
        slot.structured = structured;
        slot.date = date;
        slot.line.clear().add(line.array(), 0, line.length());
        SEQUENCE.setRelease(sequences, index, position + 1);
        return true;
      }
    }
  }

  /** The oldest line, or null. The one reader only; {@link #done} gives the slot back. */
  @Nullable Slot peek() {
    int index = (int) head & mask;
    return (long) SEQUENCE.getAcquire(sequences, index) == head + 1 ? slots[index] : null;
  }

  void done() {
    int index = (int) head & mask;
    slots[index].route = null;
    SEQUENCE.setRelease(sequences, index, head + slots.length);
    head++;
  }
}
