package io.gatehouse.testkit.failover;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/** The calls of the C library that Java lacks. Each fails with the number of the error. */
final class Sys {
  static final int SIGHUP = 1;
  static final int SIGKILL = 9;
  static final int SIGTERM = 15;
  static final int SIGCONT = 18;
  static final int SIGSTOP = 19;

  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final int O_CLOEXEC = 0x8_0000;
  private static final int EAGAIN = 11;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int SIOCGSTAMPNS = 0x8907;
  private static final int SYS_PIDFD_OPEN = 434;
  private static final int SYS_PIDFD_GETFD = 438;
  private static final int SCHED_FIFO = 1;
  private static final int PTRACE_ATTACH = 16;
  private static final int PTRACE_DETACH = 17;

  /** Threads, too, and only those that this thread halted. */
  private static final int WALL_NOTHREAD = 0x6000_0000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle OPEN = integer("open", 2, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = integer("close", 0, JAVA_INT);
  private static final MethodHandle SETNS = integer("setns", 0, JAVA_INT, JAVA_INT);
  private static final MethodHandle SOCKET = integer("socket", 0, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = integer("bind", 0, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SHUTDOWN = integer("shutdown", 0, JAVA_INT, JAVA_INT);
  private static final MethodHandle KILL = integer("kill", 0, JAVA_INT, JAVA_INT);
  private static final MethodHandle POLL = integer("poll", 0, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle IOCTL = integer("ioctl", 2, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle SCHEDULE =
      integer("sched_setscheduler", 0, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle WAITPID = integer("waitpid", 0, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECV =
      function("recv", 0, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      function("send", 0, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SYSCALL =
      function("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle PTRACE =
      function("ptrace", 1, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private Sys() {}

  private static MethodHandle integer(String name, int variadicFrom, MemoryLayout... arguments) {
    return function(name, variadicFrom, JAVA_INT, arguments);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, int variadicFrom, MemoryLayout result, MemoryLayout... arguments) {
    Linker.Option state = Linker.Option.captureCallState("errno");
    MemorySegment address = LINKER.defaultLookup().findOrThrow(name);
    FunctionDescriptor shape = FunctionDescriptor.of(result, arguments);
    return variadicFrom == 0
        ? LINKER.downcallHandle(address, shape, state)
        : LINKER.downcallHandle(
            address, shape, state, Linker.Option.firstVariadicArg(variadicFrom));
  }

  /** A failed call, with the C library's number of the error. */
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1;
    private final int number;

    Failure(int number) {
      super("error number " + number);
      this.number = number;
    }
  }

  private static long call(MethodHandle function, Object... arguments) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      Object[] all = new Object[arguments.length + 1];
      all[0] = state;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      Object result;
      try {
        result = function.invokeWithArguments(all);
      } catch (Throwable impossible) {
        throw new IllegalStateException(impossible);
      }
      long number = ((Number) requireNonNull(result)).longValue();
      if (number < 0) {
        throw new Failure((int) ERRNO.get(state, 0L));
      }
      return number;
    }
  }

  /** Moves the calling thread, which must not be a virtual one, into a network namespace. */
  static void enter(Path namespace) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) call(OPEN, arena.allocateFrom(namespace.toString()), O_CLOEXEC);
      try {
        call(SETNS, fd, CLONE_NEWNET);
      } finally {
        close(fd);
      }
    }
  }

  static int socket(int family, int type, int protocol) throws IOException {
    return (int) call(SOCKET, family, type | O_CLOEXEC, protocol);
  }

  static void bind(int fd, MemorySegment address) throws IOException {
    call(BIND, fd, address, (int) address.byteSize());
  }

  static void close(int fd) throws IOException {
    call(CLOSE, fd);
  }

  /** Waits until one of the {@code pollfd} structures has something to read. */
  static void poll(MemorySegment waits, int count, int millis) throws IOException {
    call(POLL, waits, (long) count, millis);
  }

  /** Reads one message; −1 when there is none now. */
  static int receive(int fd, MemorySegment into) throws IOException {
    try {
      return (int) call(RECV, fd, into, into.byteSize(), MSG_DONTWAIT);
    } catch (Failure failure) {
      if (failure.number == EAGAIN) {
        return -1;
      }
      throw failure;
    }
  }

  static void send(int fd, MemorySegment message) throws IOException {
    call(SEND, fd, message, message.byteSize(), MSG_DONTWAIT);
  }

  /** When the kernel received the message read last, as nanoseconds of the wall clock. */
  static long received(int fd, MemorySegment moment) throws IOException {
    call(IOCTL, fd, (long) SIOCGSTAMPNS, moment);
    return moment.get(JAVA_LONG, 0) * 1_000_000_000L + moment.get(JAVA_LONG, Long.BYTES);
  }

  /** The calling thread comes before every ordinary one from now on. */
  static void hurry() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      call(SCHEDULE, 0, SCHED_FIFO, arena.allocateFrom(JAVA_INT, 10));
    }
  }

  static void kill(long pid, int signal) throws IOException {
    call(KILL, (int) pid, signal);
  }

  /** Ends the receiving side of another process's socket, without its knowledge. */
  static void shutdownInside(long pid, int descriptor) throws IOException {
    int process = (int) call(SYSCALL, (long) SYS_PIDFD_OPEN, pid, 0L, 0L);
    try {
      int copy = (int) call(SYSCALL, (long) SYS_PIDFD_GETFD, (long) process, (long) descriptor, 0L);
      try {
        call(SHUTDOWN, copy, 0);
      } finally {
        close(copy);
      }
    } finally {
      close(process);
    }
  }

  /** Halts one thread of another process until this thread lets it go on or ends. */
  static void halt(long thread) throws IOException {
    call(PTRACE, PTRACE_ATTACH, thread, 0L, 0L);
    call(WAITPID, (int) thread, MemorySegment.NULL, WALL_NOTHREAD);
  }

  static void resume(long thread) throws IOException {
    call(PTRACE, PTRACE_DETACH, thread, 0L, 0L);
  }
}
