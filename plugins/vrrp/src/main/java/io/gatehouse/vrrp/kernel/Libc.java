package io.gatehouse.vrrp.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The system calls that are needed, as the kernel gives them: a call that fails answers the negated
 * errno. Nothing here allocates once it has run; memory that is handed in stays the caller's.
 */
final class Libc {
  private static final SystemCall SOCKET = SystemCall.of("socket");
  private static final SystemCall BIND = SystemCall.of("bind");
  private static final SystemCall OPTION = SystemCall.of("setsockopt");
  private static final SystemCall SEND = SystemCall.of("sendmsg");
  private static final SystemCall RECEIVE = SystemCall.of("recvmsg");
  private static final SystemCall POLL = SystemCall.of("ppoll");
  private static final SystemCall EVENT = SystemCall.of("eventfd");
  private static final SystemCall READ = SystemCall.of("read");
  private static final SystemCall WRITE = SystemCall.of("write");
  private static final SystemCall CLOSE = SystemCall.of("close");
  private static final SystemCall CLOCK = SystemCall.of("clock_gettime");
  private static final SystemCall WORDS = SystemCall.of("strerror");

  private static final int MOST_WORDS = 256;

  private Libc() {}

  static int socket(int domain, int type, int protocol) {
    return SOCKET.call(domain, type, protocol);
  }

  static int bind(int socket, MemorySegment address) {
    return BIND.call(socket, address, address.byteSize());
  }

  static int setsockopt(int socket, int level, int name, MemorySegment value) {
    try {
      return OPTION.call(socket, level, name, value.address(), value.byteSize());
    } finally {
      Reference.reachabilityFence(value);
    }
  }

  /** The message is a {@code struct msghdr}. */
  static int sendmsg(int socket, MemorySegment message, int flags) {
    return SEND.call(socket, message, flags);
  }

  /** The message is a {@code struct msghdr}. */
  static int recvmsg(int socket, MemorySegment message, int flags) {
    return RECEIVE.call(socket, message, flags);
  }

  /** Descriptors are {@code struct pollfd}; a null timeout waits for ever. */
  static int ppoll(MemorySegment descriptors, long count, MemorySegment timeout) {
    try {
      return POLL.call(descriptors, count, timeout.address());
    } finally {
      Reference.reachabilityFence(timeout);
    }
  }

  static int eventfd(int initial, int flags) {
    return EVENT.call(initial, flags, 0);
  }

  static int read(int descriptor, MemorySegment into) {
    return READ.call(descriptor, into, into.byteSize());
  }

  static int write(int descriptor, MemorySegment from) {
    return WRITE.call(descriptor, from, from.byteSize());
  }

  static int close(int descriptor) {
    return CLOSE.call(descriptor, 0, 0);
  }

  /** The time is a {@code struct timespec}. */
  static int clock(int clock, MemorySegment time) {
    return CLOCK.call(clock, time, 0);
  }

  /** What the C library calls an error. */
  @SuppressWarnings("restricted") // a string of the library's own, ended by a zero
  static String words(int errno) {
    return WORDS.address(errno).reinterpret(MOST_WORDS).getString(0);
  }
}
