package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.HOST16;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Processes that begin, change and end, as the kernel tells them (the process connector of
 * netlink). It tells them to the first network and process namespaces only. One thread; {@link
 * #wake} any.
 */
public final class ProcessEvents implements AutoCloseable {
  private static final int NETLINK = 16;
  private static final int CONNECTOR = 11;
  private static final int DATAGRAM = 2 | 0x800 | 0x80000;
  private static final int SOCKET_LEVEL = 1;
  private static final int RECEIVE_BUFFER = 8;
  private static final int ROOM = 1 << 20;

  private static final int HEADER = 16;
  private static final int CONNECTOR_HEADER = 20;
  private static final int EVENT = HEADER + CONNECTOR_HEADER;
  private static final int DETAILS = EVENT + 16;
  private static final int LISTEN = 1;

  private static final int CONFIRMED = 0;
  private static final int FORKED = 1;
  private static final int EXECUTED = 2;
  private static final int RENAMED = 0x200;
  private static final int ENDED = 0x80000000;
  private static final long CONFIRMATION_NANOS = 200_000_000;
  private static final String CAPABILITY = "CAP_NET_ADMIN";

  private final Arena arena = Arena.ofShared();
  private final Message message = new Message(arena, 12, 4096, 0);
  private final Poller poller = new Poller();
  private final int descriptor;
  private boolean confirmed;

  /** What can happen; threads of a process are no events. */
  public interface Listener {
    void forked(int parent, int child);

    /** It runs another program, or has another name. */
    void changed(int process);

    void ended(int process);

    /** Events were lost: everything is to be looked at again. */
    void lost();
  }

  /**
   * Begins to listen.
   *
   * @throws IOException when this process may not, or is not told
   */
  public ProcessEvents() throws IOException {
    String deed = "listen to processes";
    descriptor = Failure.check(Libc.socket(NETLINK, DATAGRAM, CONNECTOR), deed, CAPABILITY);
    try {
      MemorySegment room = arena.allocate(4, 4);
      room.set(HOST32, 0, ROOM);
      Libc.setsockopt(descriptor, SOCKET_LEVEL, RECEIVE_BUFFER, room);
      MemorySegment self = arena.allocate(12, 4);
      self.set(HOST16, 0, (short) NETLINK);
      self.set(HOST32, 8, 1);
      Failure.check(Libc.bind(descriptor, self), deed, CAPABILITY);
      poller.watch(descriptor);
      ask();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Waits for events, for at most so long, and tells them. */
  public void await(long nanos, Listener listener) throws IOException {
    if (!poller.await(nanos) || !poller.ready(descriptor)) {
      return;
    }
    int length = message.receive(descriptor);
    while (length >= 0 || length == -Failure.ENOBUFS) {
      if (length < 0) {
        listener.lost();
      } else if (length >= DETAILS + 8 && message.name().get(HOST32, 4) == 0) {
        tell(listener);
      }
      length = message.receive(descriptor);
    }
  }

  /** Ends the wait that goes on or comes next. Any thread. */
  public void wake() {
    poller.wake();
  }

  @Override
  public void close() {
    poller.close();
    Libc.close(descriptor);
    arena.close();
  }

  private void ask() throws IOException {
    MemorySegment body = message.body();
    int length = EVENT + 4;
    body.asSlice(0, length).fill((byte) 0);
    body.set(HOST32, 0, length);
    body.set(HOST16, 4, (short) NetlinkReader.DONE);
    body.set(HOST32, HEADER, 1);
    body.set(HOST32, HEADER + 4, 1);
    body.set(HOST16, HEADER + 16, (short) 4);
    body.set(HOST32, EVENT, LISTEN);
    message.name().set(HOST16, 0, (short) NETLINK);
    int sent = message.send(descriptor, length, 0, 0);
    Failure.check(sent, "listen to processes", CAPABILITY);
    long end = System.nanoTime() + CONFIRMATION_NANOS;
    while (!confirmed && System.nanoTime() < end) {
      await(end - System.nanoTime(), NOBODY);
    }
    if (!confirmed) {
      throw new IOException("cannot listen to processes: the kernel does not tell them here");
    }
  }

  private void tell(Listener listener) {
    MemorySegment event = message.body();
    int process = event.get(HOST32, DETAILS);
    int group = event.get(HOST32, DETAILS + 4);
    switch (event.get(HOST32, EVENT)) {
      case CONFIRMED -> confirmed = true;
      case FORKED -> {
        int child = event.get(HOST32, DETAILS + 8);
        if (child == event.get(HOST32, DETAILS + 12)) {
          listener.forked(group, child);
        }
      }
      case EXECUTED, RENAMED -> {
        if (process == group) {
          listener.changed(process);
        }
      }
      case ENDED -> {
        if (process == group) {
          listener.ended(process);
        }
      }
      default -> {
        // Users, sessions and tracers are no concern.
      }
    }
  }

  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void forked(int parent, int child) {}

        @Override
        public void changed(int process) {}

        @Override
        public void ended(int process) {}

        @Override
        public void lost() {}
      };
}
