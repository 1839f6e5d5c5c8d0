package io.gatehouse.dataplane.check;

import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;
import io.netty.channel.uring.IoUringIoOps;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket for one connection after another, by the operations of {@code io_uring_enter(2)},
 * one at a time. Its memory holds what an operation reads or writes, and the kernel may use it
 * until the operation is complete, so that it is idle only then. Confined to the event loop of
 * checks.
 */
final class RingSocket {
  /** An answer of more bytes comes in several pieces. */
  static final int MEMORY = 2_048;

  // The numbers of linux/io_uring.h.
  static final byte POLL = 6;
  private static final byte CANCEL = 14;
  static final byte CONNECT = 16;
  private static final byte CLOSE = 19;
  static final byte SEND = 26;
  static final byte RECEIVE = 27;

  private static final int POLL_OUT = 4;
  private static final int NO_SIGNAL = 0x4000;
  private static final short INET = 2;
  private static final short INET6 = 10;

  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfShort PORT = SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private final RingSockets ring;
  private final short number;
  private final MemorySegment memory;
  private @Nullable Descriptor descriptor;
  private @Nullable RingWiring owner;

  /** What has to be cancelled when the connection is closed; 0 for nothing. */
  private long waiting;

  private int incomplete;

  RingSocket(RingSockets ring, short number, MemorySegment memory) {
    this.ring = ring;
    this.number = number;
    this.memory = memory;
  }

  /** A socket of the family of its addresses, so that IPv4 needs no mapping. */
  private static final class Descriptor extends Socket {
    Descriptor(boolean six) {
      super(newSocketStream0(six));
    }
  }

  /** Opens it for addresses of a family; idle again where that fails. */
  Socket open(boolean six, RingWiring by) {
    try {
      Descriptor made = new Descriptor(six);
      descriptor = made;
      owner = by;
      return made;
    } finally {
      if (descriptor == null) {
        ring.put(this);
      }
    }
  }

  void connect(InetSocketAddress to) {
    int length = write(to.getAddress(), to.getPort());
    waiting = submit(CONNECT, length, memory.address(), 0, 0);
  }

  /** {@code sockaddr_in} or {@code sockaddr_in6}. */
  private int write(InetAddress address, int port) {
    byte[] bytes = address.getAddress();
    memory.asSlice(0, 28).fill((byte) 0);
    memory.set(PORT, 2, (short) port);
    if (address instanceof Inet6Address six) {
      memory.set(SHORT, 0, INET6);
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 8, bytes.length);
      memory.set(ValueLayout.JAVA_INT, 24, six.getScopeId());
      return 28;
    }
    memory.set(SHORT, 0, INET);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 4, bytes.length);
    return 16;
  }

  /** Where the kernel does not wait by itself for a connection to stand. */
  void awaitConnected() {
    waiting = submit(POLL, 0, 0, 0, POLL_OUT);
  }

  /** What became of a connection that was waited for, as the result of an operation. */
  int outcome() {
    try {
      return -socket().getSoError();
    } catch (IOException closed) {
      return Errors.ERRNO_EBADF_NEGATIVE;
    }
  }

  /** Sends as many of these bytes as there is room for. */
  void send(byte[] bytes, int from) {
    int length = Math.min(MEMORY, bytes.length - from);
    MemorySegment.copy(bytes, from, memory, ValueLayout.JAVA_BYTE, 0, length);
    waiting = submit(SEND, 0, memory.address(), length, NO_SIGNAL);
  }

  void receive() {
    waiting = submit(RECEIVE, 0, memory.address(), MEMORY, 0);
  }

  /** What has been received. */
  byte[] received(int length) {
    return memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /** The owner hears nothing any more. */
  void close() {
    owner = null;
    if (waiting != 0) {
      submit(CANCEL, 0, waiting, 0, 0);
    }
    submit(CLOSE, 0, 0, 0, 0);
  }

  private Descriptor socket() {
    Descriptor open = descriptor;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return open;
  }

  private long submit(byte operation, long offset, long address, int length, int flags) {
    int fd = operation == CANCEL ? -1 : socket().intValue();
    long back = number;
    IoUringIoOps made =
        new IoUringIoOps(
            operation, (byte) 0, (short) 0, fd, offset, address, length, flags, back, (short) 0,
            (short) 0, 0, 0);
    incomplete++;
    return ring.submit(made);
  }

  void completed(byte operation, int result) {
    incomplete--;
    boolean ownersWord = operation != CANCEL && operation != CLOSE;
    if (ownersWord) {
      waiting = 0;
    }
    RingWiring hears = owner;
    if (hears != null && ownersWord) {
      hears.completed(operation, result);
    }
    if (operation == CLOSE) {
      descriptor = null;
    }
    if (incomplete == 0 && owner == null) {
      ring.put(this);
    }
  }

  /** The event loop ends. */
  void abort() {
    Descriptor open = descriptor;
    owner = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException gone) {
        // It is closed all the same.
      }
    }
  }
}
