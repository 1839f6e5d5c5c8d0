package io.gatehouse.vrrp.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls that are needed, as the kernel gives them: a call that fails answers the negated
 * errno. Nothing here allocates once it has run; memory that is handed in stays the caller's.
 */
final class Libc {
  private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle OPTION =
      call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SEND = call("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECEIVE =
      call("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle POLL =
      call("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
  private static final MethodHandle EVENT = call("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle READ = call("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE = call("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOCK = call("clock_gettime", JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle WORDS = words();

  private static final int ERRNO = 0;

  /** Where the linker leaves errno; a thread has its own. */
  private static final ThreadLocal<MemorySegment> STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

  private Libc() {}

  static int socket(int domain, int type, int protocol) {
    MemorySegment state = STATE.get();
    try {
      int done = (int) SOCKET.invokeExact(state, domain, type, protocol);
      return done < 0 ? error(state) : done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  static int bind(int socket, MemorySegment address) {
    MemorySegment state = STATE.get();
    try {
      int done = (int) BIND.invokeExact(state, socket, address, (int) address.byteSize());
      return done < 0 ? error(state) : done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  static int setsockopt(int socket, int level, int name, MemorySegment value) {
    MemorySegment state = STATE.get();
    try {
      int size = (int) value.byteSize();
      int done = (int) OPTION.invokeExact(state, socket, level, name, value, size);
      return done < 0 ? error(state) : done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  /** The message is a {@code struct msghdr}. */
  static int sendmsg(int socket, MemorySegment message, int flags) {
    MemorySegment state = STATE.get();
    try {
      long done = (long) SEND.invokeExact(state, socket, message, flags);
      return done < 0 ? error(state) : (int) done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  /** The message is a {@code struct msghdr}. */
  static int recvmsg(int socket, MemorySegment message, int flags) {
    MemorySegment state = STATE.get();
    try {
      long done = (long) RECEIVE.invokeExact(state, socket, message, flags);
      return done < 0 ? error(state) : (int) done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  /** Descriptors are {@code struct pollfd}; a null timeout waits for ever. */
  static int ppoll(MemorySegment descriptors, long count, MemorySegment timeout) {
    MemorySegment state = STATE.get();
    try {
      int done = (int) POLL.invokeExact(state, descriptors, count, timeout, MemorySegment.NULL);
      return done < 0 ? error(state) : done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  static int eventfd(int initial, int flags) {
    MemorySegment state = STATE.get();
    try {
      int done = (int) EVENT.invokeExact(state, initial, flags);
      return done < 0 ? error(state) : done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  static int read(int descriptor, MemorySegment into) {
    MemorySegment state = STATE.get();
    try {
      long done = (long) READ.invokeExact(state, descriptor, into, into.byteSize());
      return done < 0 ? error(state) : (int) done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  static int write(int descriptor, MemorySegment from) {
    MemorySegment state = STATE.get();
    try {
      long done = (long) WRITE.invokeExact(state, descriptor, from, from.byteSize());
      return done < 0 ? error(state) : (int) done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  static int close(int descriptor) {
    MemorySegment state = STATE.get();
    try {
      int done = (int) CLOSE.invokeExact(state, descriptor);
      return done < 0 ? error(state) : done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  /** The time is a {@code struct timespec}. */
  static int clock(int clock, MemorySegment time) {
    MemorySegment state = STATE.get();
    try {
      int done = (int) CLOCK.invokeExact(state, clock, time);
      return done < 0 ? error(state) : done;
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  /** What the C library calls an error. */
  @SuppressWarnings("restricted") // a string of the library's own, ended by a zero
  static String words(int errno) {
    try {
      MemorySegment text = (MemorySegment) WORDS.invokeExact(errno);
      return text.reinterpret(256).getString(0);
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  /** Where errno will be, of the calling thread. */
  static MemorySegment state() {
    return STATE.get();
  }

  static int error(MemorySegment state) {
    return -state.get(JAVA_INT, ERRNO);
  }

  static IllegalStateException uncallable(Throwable cause) {
    return new IllegalStateException("the C library cannot be called", cause);
  }

  @SuppressWarnings("restricted") // the launchers allow native access; there is no other way
  static MethodHandle call(String name, ValueLayout answer, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(answer, arguments),
        Linker.Option.captureCallState("errno"));
  }

  @SuppressWarnings("restricted") // the launchers allow native access; there is no other way
  private static MethodHandle words() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));
  }
}
