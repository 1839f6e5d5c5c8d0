package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.SourcePorts;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.Endpoint;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** One attempt to connect to a server, on the client's event loop. */
final class Connecting extends Deadline implements ChannelFutureListener {
  /** As many as HAProxy tries. */
  private static final int PORTS_TRIED = 10;

  private final Loop loop;
  private final RunningServer server;
  private final Departure departure;
  private final boolean withData;
  private final Result result;
  private final Channel channel;
  private final @Nullable ServerConnection own;
  private @Nullable SocksHandshake handshake;
  private boolean over;

  /** Exactly one of both is called, unless the attempt is cancelled. */
  interface Result {
    void connected(ServerConnection connection);

    /**
     * There is no connection.
     *
     * @param turnAround whether to wait before the same server is asked again: it said no at once
     */
    void connectFailed(Failure how, boolean turnAround);
  }

  /**
   * @param withData whether the first packet may carry data, where the server's line allows it
   */
  Connecting(
      Loop loop, RunningServer server, Departure departure, boolean withData, Result result) {
    this.loop = loop;
    this.server = server;
    this.departure = departure;
    this.withData = withData;
    this.result = result;
    this.channel =
        loop.transport().client(server.address(), server.backend().backend().proxy().mode());
    this.own =
        server.server().link().http2()
            ? null
            : new ServerConnection(loop, server, departure, channel, 0);
  }

  /** Begins. Whatever comes of it is told later. */
  void start(SocketAddress address, long limitNanos) {
    ServerSocket socket = new ServerSocket(server, departure, withData);
    if (own != null) {
      channel.pipeline().addLast(own);
    }
    var _ = loop.executor().register(channel);
    loop.deadlines().in(this, limitNanos);
    try {
      socket.prepare(channel.config(), address);
    } catch (ChannelException notAllowed) {
      loop.executor().execute(this::refused);
      return;
    }
    if (!bound(socket.from(), socket.ports())) {
      loop.executor().execute(this::unbound);
      return;
    }
    Tally.session(server, loop.clock().now());
    Endpoint.Inet socks = server.server().link().socks().orElse(null);
    if (socks == null) {
      var _ = channel.connect(address).addListener(this);
    } else {
      handshake = new SocksHandshake(address, this::shaken);
      channel.pipeline().addFirst(handshake);
      var _ = channel.connect(Addresses.of(socks)).addListener(this);
    }
  }

  /** Before it connects: so a source that is not ours is told from a server that is not there. */
  private boolean bound(@Nullable SocketAddress from, @Nullable SourcePorts ports) {
    if (from == null) {
      return true;
    }
    if (ports != null && from instanceof InetSocketAddress own) {
      return bound(ports, own.getAddress());
    }
    ChannelFuture bind = channel.bind(from);
    return !bind.isDone() || bind.isSuccess();
  }

  /** Some of the ports may be others' on this machine. */
  private boolean bound(SourcePorts ports, InetAddress own) {
    for (int i = 0; i < PORTS_TRIED; i++) {
      int port = ports.take();
      if (port == 0) {
        return false;
      }
      ChannelFuture bind = channel.bind(new InetSocketAddress(own, port));
      if (!bind.isDone() || bind.isSuccess()) {
        var _ = channel.closeFuture().addListener(closed -> ports.giveBack(port));
        return true;
      }
      ports.giveBack(port);
    }
    return false;
  }

  @Override
  public void operationComplete(ChannelFuture future) {
    loop.clock().tick();
    SocksHandshake further = handshake;
    if (further != null && !over && future.isSuccess()) {
      further.begin(channel.pipeline().context(further));
      return;
    }
    ended(future.isSuccess());
  }

  private void shaken(SocksHandshake.Outcome outcome) {
    loop.clock().tick();
    ended(outcome == SocksHandshake.Outcome.GRANTED);
  }

  private void ended(boolean stands) {
    loop.deadlines().remove(this);
    if (over) {
      var _ = channel.close();
    } else if (stands) {
      over = true;
      if (departure.header().length > 0) {
        var _ = channel.write(Unpooled.wrappedBuffer(departure.header()), channel.voidPromise());
      }
      if (!begin()) {
        return;
      }
      // A server that speaks first waits for the header alone.
      if (departure.header().length > 0) {
        channel.flush();
      }
    } else {
      over = true;
      var _ = channel.close();
      result.connectFailed(Failure.CONNECT_ERROR, true);
    }
  }

  /** The exchange begins: on the connection, or on the first of its streams. */
  private boolean begin() {
    ServerConnection first =
        own == null ? new SharedConnection(loop, server, departure, channel).open() : own;
    if (first == null) {
      var _ = channel.close();
      result.connectFailed(Failure.CONNECT_ERROR, true);
      return false;
    }
    result.connected(first);
    return true;
  }

  /** The kernel did not allow an option: told later, as every other failure is. */
  private void refused() {
    giveUp(Failure.CONNECT_ERROR, true);
  }

  /** There may be no port left, until one is given back: HAProxy tries again without a pause. */
  private void unbound() {
    if (!over) {
      String words = "Cannot bind to source address before connect() for backend ";
      server.backend().log().send(ProxyLog.EMERG, words + server.backend().name() + ".");
    }
    giveUp(Failure.CONNECT_ERROR, false);
  }

  private void giveUp(Failure how, boolean turnAround) {
    loop.clock().tick();
    if (!over) {
      over = true;
      loop.deadlines().remove(this);
      var _ = channel.close();
      result.connectFailed(how, turnAround);
    }
  }

  @Override
  protected void expired() {
    if (!over) {
      over = true;
      var _ = channel.close();
      result.connectFailed(Failure.CONNECT_TIMEOUT, false);
    }
  }

  void cancel() {
    over = true;
    loop.deadlines().remove(this);
    var _ = channel.close();
  }
}
