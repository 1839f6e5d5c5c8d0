package io.gatehouse.vrrp.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/**
 * A function of the C library that takes at most five numbers or addresses.
 *
 * <p>All are called in one shape, because what the linker makes for a shape takes it some 15 ms and
 * {@code vip release} is waited for. On 64-bit Linux a whole register holds each such argument
 * whatever its type, and a function does not look at registers that it has no argument for. Any
 * thread.
 */
record SystemCall(MethodHandle function) {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final int ERRNO = 0;

  /** Where the linker leaves errno; a thread has its own. */
  private static final ThreadLocal<MemorySegment> STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

  @SuppressWarnings("restricted") // the launchers allow native access; there is no other way
  static SystemCall of(String name) {
    return new SystemCall(
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow(name),
            SHAPE,
            Linker.Option.captureCallState("errno")));
  }

  /** What the function answers, or the negated errno. */
  int call(long a, long b, long c, long d, long e) {
    int done = (int) raw(a, b, c, d, e);
    return done < 0 ? -STATE.get().get(JAVA_INT, ERRNO) : done;
  }

  int call(long a, long b, long c) {
    return call(a, b, c, 0, 0);
  }

  /** The memory stays where it is until the call is done. */
  int call(long a, MemorySegment memory, long c) {
    try {
      return call(a, memory.address(), c, 0, 0);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /** The memory stays where it is until the call is done. */
  int call(MemorySegment memory, long b, long c) {
    try {
      return call(memory.address(), b, c, 0, 0);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /** For a function that cannot fail and takes nothing. */
  int answer() {
    return (int) raw(0, 0, 0, 0, 0);
  }

  /** For a function that answers an address. */
  MemorySegment address(long a) {
    return MemorySegment.ofAddress(raw(a, 0, 0, 0, 0));
  }

  private long raw(long a, long b, long c, long d, long e) {
    try {
      return (long) function.invokeExact(STATE.get(), a, b, c, d, e);
    } catch (Throwable thrown) {
      throw new IllegalStateException("the C library cannot be called", thrown);
    }
  }
}
