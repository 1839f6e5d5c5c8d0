package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.HOST64;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Time since the machine started, including what it slept: a lease is checked against it after any
 * stall. Allocates nothing; one thread.
 */
final class BootClock {
  private static final int BOOTTIME = 7;
  private static final long SECOND = 1_000_000_000;

  private final MemorySegment time = Arena.ofAuto().allocate(16, Long.BYTES);

  BootClock() throws IOException {
    Failure.check(Libc.clock(BOOTTIME, time), "read CLOCK_BOOTTIME", "");
  }

  /** Nanoseconds. */
  long nanos() {
    Libc.clock(BOOTTIME, time);
    return time.get(HOST64, 0) * SECOND + time.get(HOST64, 8);
  }
}
