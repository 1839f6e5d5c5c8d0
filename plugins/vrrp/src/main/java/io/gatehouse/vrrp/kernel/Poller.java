package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.HOST16;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;
import static io.gatehouse.vrrp.kernel.Wire.HOST64;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Waits until a descriptor can be read, a time is over or another thread wakes it (ppoll(2)). */
final class Poller implements AutoCloseable {
  private static final int ENTRY = 8;
  private static final long FIRST_ROOM = 16;
  private static final int ANSWER = 6;
  private static final short READABLE = 1;
  private static final int NON_BLOCKING = 0x800;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final long SECOND = 1_000_000_000;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment time = arena.allocate(16, Long.BYTES);
  private final MemorySegment drained = arena.allocate(Long.BYTES, Long.BYTES);
  private final MemorySegment one = arena.allocate(Long.BYTES, Long.BYTES);
  private final int bell;
  private MemorySegment entries = arena.allocate(FIRST_ROOM * ENTRY, Long.BYTES);
  private int count = 1;
  private boolean closed;

  Poller() throws IOException {
    one.set(HOST64, 0, 1);
    bell = Failure.check(Libc.eventfd(0, NON_BLOCKING | CLOSE_ON_EXEC), "make an eventfd", "");
    set(0, bell);
  }

  /** From now on {@link #await} ends when the descriptor can be read. */
  void watch(int descriptor) {
    if ((long) count * ENTRY == entries.byteSize()) {
      MemorySegment wider = arena.allocate(2 * entries.byteSize(), Long.BYTES);
      MemorySegment.copy(entries, 0, wider, 0, entries.byteSize());
      entries = wider;
    }
    set(count++, descriptor);
  }

  /** The descriptor is watched no longer; to be called before it is closed. */
  void forget(int descriptor) {
    int place = place(descriptor);
    if (place > 0) {
      count--;
      set(place, entries.get(HOST32, (long) count * ENTRY));
    }
  }

  /**
   * Waits for at most so long and returns whether a descriptor is ready or somebody called {@link
   * #wake}; a signal may end it early.
   */
  boolean await(long nanos) throws IOException {
    long rest = Math.max(0, nanos);
    time.set(HOST64, 0, rest / SECOND);
    time.set(HOST64, 8, rest % SECOND);
    int ready = Libc.ppoll(entries, count, time);
    if (ready == -Failure.EINTR) {
      return false;
    }
    Failure.check(ready, "wait for sockets", "");
    if (isReady(0)) {
      Libc.read(bell, drained);
    }
    return ready > 0;
  }

  /** Whether the last {@link #await} found it readable, or broken, which reading will tell. */
  boolean ready(int descriptor) {
    int place = place(descriptor);
    return place > 0 && isReady(place);
  }

  /** Ends the wait that goes on or comes next. Any thread. */
  synchronized void wake() {
    if (!closed) {
      Libc.write(bell, one);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Libc.close(bell);
      arena.close();
    }
  }

  private int place(int descriptor) {
    for (int i = 1; i < count; i++) {
      if (entries.get(HOST32, (long) i * ENTRY) == descriptor) {
        return i;
      }
    }
    return 0;
  }

  private void set(int place, int descriptor) {
    entries.set(HOST32, (long) place * ENTRY, descriptor);
    entries.set(HOST16, (long) place * ENTRY + 4, READABLE);
    entries.set(HOST16, (long) place * ENTRY + ANSWER, (short) 0);
  }

  private boolean isReady(int place) {
    return entries.get(HOST16, (long) place * ENTRY + ANSWER) != 0;
  }
}
