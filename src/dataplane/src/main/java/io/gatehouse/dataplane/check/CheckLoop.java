package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.Dialing;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.loop.Deadlines;
import io.gatehouse.dataplane.loop.LoopClock;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop of checks that never block, with a thread of its own: checks never delay traffic.
 * What goes to it and what comes back from it travels in batches, so that neither thread is woken
 * for each check.
 */
final class CheckLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckLoop.class);

  private final ControlThread control;
  private final Runnable afterwards;

  private final Transport transport;
  private final MultiThreadIoEventLoopGroup group;
  private final SingleThreadIoEventLoop executor;
  private final TlsContexts tls = new TlsContexts();
  private final HeadPool heads = new HeadPool(HeadRules.DEFAULT.edited());
  private final LoopClock clock = new LoopClock();
  private final Deadlines deadlines;

  /** Where io_uring carries plain connections without a channel each. */
  private final @Nullable RingSockets ring;

  /** Of the control thread. */
  private List<Call> leaving = new ArrayList<>();

  /** Of the event loop. */
  private List<Runnable> answers = new ArrayList<>();

  /**
   * @param afterwards called by the control thread each time it has heard answers
   */
  CheckLoop(Transport transport, ControlThread control, Runnable afterwards) {
    this.transport = transport;
    this.control = control;
    this.afterwards = afterwards;
    this.group = transport.frugalLoop(new DefaultThreadFactory("gatehouse-checks", true));
    this.executor = (SingleThreadIoEventLoop) group.next();
    this.deadlines = new Deadlines(executor, clock);
    this.ring = transport == Transport.IO_URING ? RingSockets.of(executor) : null;
  }

  /** Begins with the next {@link #flush}. Control thread. */
  void add(Call call) {
    leaving.add(call);
  }

  /** Control thread. */
  void flush() {
    if (leaving.isEmpty()) {
      return;
    }
    List<Call> all = leaving;
    leaving = new ArrayList<>();
    executor.execute(
        () -> {
          for (Call call : all) {
            clock.tick();
            call.begin();
          }
        });
  }

  /** Begins at once. Any thread. */
  void begin(Call call) {
    executor.execute(
        () -> {
          clock.tick();
          call.begin();
        });
  }

  /** Ends one that was begun, or is about to. Control thread. */
  void abandon(Call call) {
    leaving.remove(call);
    executor.execute(call::abandon);
  }

  /** To be heard by the control thread. Event loop. */
  void answer(Runnable answer) {
    if (answers.isEmpty()) {
      executor.executeAfterEventLoopIteration(this::hand);
    }
    answers.add(answer);
  }

  private void hand() {
    List<Runnable> all = answers;
    answers = new ArrayList<>();
    control.submit(
        () -> {
          all.forEach(CheckLoop::run);
          afterwards.run();
        });
  }

  private static void run(Runnable answer) {
    try {
      answer.run();
    } catch (RuntimeException | Error fault) {
      LOG.error("the result of a check could not be counted", fault);
    }
  }

  /** For requests that go out by HTTP/2. Event loop. */
  HeadPool heads() {
    return heads;
  }

  SingleThreadIoEventLoop executor() {
    return executor;
  }

  Transport transport() {
    return transport;
  }

  /** A connection that is about to begin. Event loop. */
  Wiring wiring(Aim aim, Dialing dialing, Wiring.User user) {
    Course course = Course.of(aim, dialing);
    RingSocket direct = course.plain() && ring != null ? ring.socket() : null;
    return direct == null
        ? new ChannelWiring(this, aim, course, dialing, user)
        : new RingWiring(this, direct, (InetSocketAddress) course.address(), dialing, user);
  }

  /** A channel that can connect to this address. */
  Channel channel(SocketAddress address) {
    return transport.client(address);
  }

  TlsContexts tls() {
    return tls;
  }

  /** What takes long of TLS is done there. */
  Executor workers() {
    return Thread::startVirtualThread;
  }

  LoopClock clock() {
    return clock;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  @Override
  public void close() {
    var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
