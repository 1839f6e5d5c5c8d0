package io.gatehouse.dataplane;

import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.upstream.Failure;
import io.gatehouse.dataplane.upstream.Homeward;
import io.gatehouse.model.Tune;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of the process. The set never changes while it runs. */
final class LoopSet implements Listener.Loops {
  private final MultiThreadIoEventLoopGroup group;
  private final List<Loop> loops;
  private final IdentityHashMap<EventLoop, Loop> byExecutor = new IdentityHashMap<>();

  LoopSet(Transport transport, int threads, Tune tune) {
    int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    group = transport.loops(count, new DefaultThreadFactory("gatehouse", true));
    Homeward homeward = new Homeward();
    List<Loop> made = new ArrayList<>();
    for (EventExecutor executor : group) {
      Loop loop = new Loop(made.size(), (EventLoop) executor, transport, tune, homeward);
      byExecutor.put(loop.executor(), loop);
      made.add(loop);
    }
    loops = List.copyOf(made);
  }

  @Override
  public List<Loop> all() {
    return loops;
  }

  @Override
  public Loop of(Channel channel) {
    Loop loop = byExecutor.get(channel.eventLoop());
    if (loop == null) {
      throw new IllegalStateException("a channel of a foreign event loop");
    }
    return loop;
  }

  /** Ends what this server is busy with. Any thread. */
  void endSessions(RunningServer server, Failure cause) {
    for (Loop loop : loops) {
      loop.executor().execute(() -> loop.engagements().end(server, cause));
    }
  }

  /** Closes the idle connections to a server. Any thread. */
  void dropIdle(RunningServer server) {
    for (Loop loop : loops) {
      loop.executor().execute(() -> loop.idle().drop(server));
    }
  }

  /** Closes the client connections that wait for another request. */
  void endIdle() {
    for (Loop loop : loops) {
      loop.executor().execute(() -> loop.deadlines().expireIdle());
    }
  }

  /** Ends all loops and with them what is still connected. */
  void close() {
    for (Loop loop : loops) {
      loop.executor().execute(() -> loop.idle().close());
    }
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
