package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.SourcePorts;
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
  private final Result result;
  private final Channel channel;
  private final ServerConnection connection;
  private @Nullable SocksHandshake handshake;
  private boolean over;

  /** Exactly one of both is called, unless the attempt is cancelled. */
  interface Result {
    void connected(ServerConnection connection);

    void connectFailed(boolean timeout);
  }

  Connecting(Loop loop, RunningServer server, Departure departure, Result result) {
    this.loop = loop;
    this.server = server;
    this.departure = departure;
    this.result = result;
    this.channel =
        loop.transport().client(server.address(), server.backend().backend().proxy().mode());
    this.connection = new ServerConnection(loop, server, departure, channel);
  }

  void start(SocketAddress address, long limitNanos) {
    ServerSocket socket = new ServerSocket(server, departure);
    channel.pipeline().addLast(connection);
    var _ = loop.executor().register(channel);
    loop.deadlines().in(this, limitNanos);
    try {
      socket.prepare(channel.config(), address);
    } catch (ChannelException notAllowed) {
      loop.executor().execute(this::refused);
      return;
    }
    SocketAddress from = socket.from();
    SourcePorts ports = socket.ports();
    if (ports != null && from instanceof InetSocketAddress own) {
      if (!bound(ports, own.getAddress())) {
        loop.executor().execute(this::refused);
        return;
      }
      from = null;
    }
    Endpoint.Inet socks = server.server().link().socks().orElse(null);
    if (socks == null) {
      var _ = connect(address, from).addListener(this);
    } else {
      handshake = new SocksHandshake(address, this::shaken);
      channel.pipeline().addFirst(handshake);
      var _ = connect(Addresses.of(socks), from).addListener(this);
    }
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

  private ChannelFuture connect(SocketAddress address, @Nullable SocketAddress from) {
    return from == null ? channel.connect(address) : channel.connect(address, from);
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
      result.connected(connection);
      // A server that speaks first waits for the header alone.
      if (departure.header().length > 0) {
        channel.flush();
      }
    } else {
      over = true;
      var _ = channel.close();
      result.connectFailed(false);
    }
  }

  /** The kernel did not allow an option: told later, as every other failure is. */
  private void refused() {
    loop.clock().tick();
    if (!over) {
      over = true;
      loop.deadlines().remove(this);
      var _ = channel.close();
      result.connectFailed(false);
    }
  }

  @Override
  protected void expired() {
    if (!over) {
      over = true;
      var _ = channel.close();
      result.connectFailed(true);
    }
  }

  void cancel() {
    over = true;
    loop.deadlines().remove(this);
    var _ = channel.close();
  }
}
