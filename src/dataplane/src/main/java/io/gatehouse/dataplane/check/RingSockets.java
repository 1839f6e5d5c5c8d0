package io.gatehouse.dataplane.check;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoOps;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of checks that talk to io_uring themselves. A check is a connection of a few hundred
 * bytes that lives for a millisecond: a channel, its pipeline and the system calls that prepare one
 * cost it more than the connection. Confined to the event loop of checks.
 */
final class RingSockets implements IoUringIoHandle {
  /** The number of a socket comes back with each completion, in a short. */
  private static final int MOST = Short.MAX_VALUE;

  private final List<RingSocket> sockets = new ArrayList<>();
  private final Deque<RingSocket> idle = new ArrayDeque<>();

  /** Given back when nobody knows this object any more: until then the kernel may write there. */
  private final Arena memory = Arena.ofAuto();

  private @Nullable IoRegistration registration;

  private RingSockets() {}

  static RingSockets of(IoEventLoop loop) {
    RingSockets made = new RingSockets();
    loop.register(made).addListener(done -> made.registration = (IoRegistration) done.getNow());
    return made;
  }

  /** One that is used by nobody; null when there is none. */
  @Nullable RingSocket socket() {
    RingSocket known = idle.poll();
    if (known != null || registration == null || sockets.size() == MOST) {
      return known;
    }
    RingSocket made =
        new RingSocket(
            this, (short) sockets.size(), memory.allocate(RingSocket.MEMORY, Long.BYTES));
    sockets.add(made);
    return made;
  }

  /** Nothing of it is under way any more. */
  void put(RingSocket socket) {
    idle.push(socket);
  }

  /**
   * @return what it is known by until it is complete
   */
  long submit(IoUringIoOps operation) {
    IoRegistration known = registration;
    if (known == null) {
      throw new IllegalStateException("not registered");
    }
    return known.submit(operation);
  }

  @Override
  public void handle(IoRegistration source, IoEvent event) {
    IoUringIoEvent completion = (IoUringIoEvent) event;
    sockets.get((int) completion.userData()).completed(completion.opcode(), completion.res());
  }

  /** The event loop ends. */
  @Override
  public void close() {
    sockets.forEach(RingSocket::abort);
    IoRegistration known = registration;
    if (known != null) {
      known.cancel();
    }
  }
}
