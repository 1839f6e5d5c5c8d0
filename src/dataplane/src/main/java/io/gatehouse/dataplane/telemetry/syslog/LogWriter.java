package io.gatehouse.dataplane.telemetry.syslog;

import io.gatehouse.api.ByteSink;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogTarget;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that sends log lines. Event loops leave lines with {@link #submit} and go on; when
 * the ring is full the line is dropped and counted. Closing sends what is left first.
 */
public final class LogWriter implements Closeable {
  /** No target takes longer lines. */
  public static final int LINE_CEILING = 65_535;

  private static final int LINES = 4_096;
  private static final long IDLE_NANOS = 20_000_000;

  /** Under load lines are collected this long: waking a thread costs more than sending a line. */
  private static final long COLLECTING_NANOS = 1_000_000;

  private static final int COLLECTIONS = 8;

  private final LogRing ring = new LogRing(LINES, LINE_CEILING);
  private final Map<LogTarget.Address, LogDestination> open = new HashMap<>();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final ByteSink message = new ByteSink(LINE_CEILING + 512);
  private final Thread thread;
  private ByteBuffer view = ByteBuffer.wrap(message.array());
  private volatile boolean closing;
  private volatile boolean asleep;

  public LogWriter() {
    thread = Thread.ofPlatform().name("gatehouse-log").daemon(true).unstarted(this::run);
    thread.start();
  }

  /**
   * Opens the targets of one proxy; equal addresses share a socket. Control thread only.
   *
   * @throws IOException when a target cannot be opened
   */
  public LogRoute route(List<LogTarget> targets, LogOrigin origin) throws IOException {
    LogRoute route = new LogRoute();
    for (LogTarget target : targets) {
      LogDestination destination = open.get(target.address());
      if (destination == null) {
        destination = open(target.address());
        open.put(target.address(), destination);
      }
      route.outputs.add(new LogRoute.Output(target, origin, destination));
    }
    return route;
  }

  /** Closes the targets that nobody uses any more. By whoever opens them. */
  public void retain(Set<LogTarget.Address> used) {
    open.entrySet()
        .removeIf(
            entry -> {
              boolean unused = !used.contains(entry.getKey());
              if (unused) {
                close(entry.getValue());
              }
              return unused;
            });
  }

  private void close(LogDestination unused) {
    try {
      unused.close();
    } catch (IOException lost) {
      failed.increment();
    }
  }

  private static LogDestination open(LogTarget.Address address) throws IOException {
    return switch (address) {
      case LogTarget.Address.Udp udp -> LogDestination.Udp.open(resolve(udp.endpoint()));
      case LogTarget.Address.Descriptor fd -> LogDestination.Stream.descriptor(fd.number());
      case LogTarget.Address.UnixDatagram unix -> UnixDatagramDestination.open(unix.path());
      case LogTarget.Address.Ring ring ->
          throw new IOException("ring '" + ring.name() + "' cannot be a log target");
    };
  }

  private static InetSocketAddress resolve(Endpoint endpoint) throws IOException {
    if (endpoint instanceof Endpoint.Inet inet) {
      return new InetSocketAddress(inet.host(), inet.port());
    }
    throw new IOException("not a UDP address: " + endpoint);
  }

  /**
   * Leaves a copy of a line for all targets of the route. Never blocks; any thread.
   *
   * @param level syslog severity, 0 to 7
   * @param date milliseconds since the epoch
   * @param structured how many of the line's first bytes are RFC 5424's structured data
   */
  public void submit(LogRoute route, int level, long date, ByteSink line, int structured) {
    if (route.outputs.isEmpty()) {
      return;
    }
    if (!ring.offer(route, level, date, line, structured)) {
      dropped.increment();
    } else if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /** Lines dropped because the ring was full. */
  public long dropped() {
    return dropped.sum();
  }

  /** Lines that a target did not take. */
  public long failed() {
    return failed.sum();
  }

  private void run() {
    int pauses = 0;
    while (true) {
      LogRing.Slot slot = ring.peek();
      if (slot != null) {
        send(slot);
        ring.done();
        pauses = COLLECTIONS;
      } else if (closing) {
        return;
      } else if (pauses > 0) {
        pauses--;
        LockSupport.parkNanos(this, COLLECTING_NANOS);
      } else {
        sleep();
      }
    }
  }

  /** Nothing came for a while: whoever leaves the next line wakes this thread. */
  private void sleep() {
    asleep = true;
    if (ring.peek() == null && !closing) {
      LockSupport.parkNanos(this, IDLE_NANOS);
    }
    asleep = false;
  }

  private void send(LogRing.Slot slot) {
    LogRoute route = slot.route;
    if (route == null) {
      return;
    }
    for (LogRoute.Output output : route.outputs) {
      if (!output.takes(slot.level)) {
        continue;
      }
      message.clear();
      output.header.write(message, output.capped(slot.level), slot);
      int from = slot.structured;
      message.add(slot.line.array(), from, slot.line.length() - from);
      // The line's end does not count, as HAProxy has it.
      message.truncate(output.target.length());
      message.add((byte) '\n');
      try {
        output.destination.send(view());
      } catch (IOException lost) {
        failed.increment();
      }
    }
  }

  /** The message as a buffer; a new one only when the message's array has grown. */
  private ByteBuffer view() {
    if (view.capacity() != message.array().length) {
      view = ByteBuffer.wrap(message.array());
    }
    return view.clear().limit(message.length());
  }

  @Override
  public void close() throws IOException {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(1_000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    for (LogDestination destination : new ArrayList<>(open.values())) {
      destination.close();
    }
  }
}
