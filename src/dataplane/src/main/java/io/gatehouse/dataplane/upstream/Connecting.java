package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.net.SocketAddress;

/** One attempt to connect to a server, on the client's event loop. */
final class Connecting extends Deadline implements ChannelFutureListener {
  private final Loop loop;
  private final RunningServer server;
  private final Result result;
  private final Channel channel;
  private final ServerConnection connection;
  private boolean over;

  /** Exactly one of both is called, unless the attempt is cancelled. */
  interface Result {
    void connected(ServerConnection connection);

    void connectFailed(boolean timeout);
  }

  Connecting(Loop loop, RunningServer server, Result result) {
    this.loop = loop;
    this.server = server;
    this.result = result;
    this.channel = loop.transport().client(server.address());
    this.connection = new ServerConnection(loop, server, channel);
  }

  void start(SocketAddress address, long limitNanos) {
    ChannelConfig config = channel.config();
    config.setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    config.setOption(ChannelOption.TCP_NODELAY, true);
    if (server.backend().backend().proxy().tcp().serverKeepAlive()) {
      config.setOption(ChannelOption.SO_KEEPALIVE, true);
    }
    channel.pipeline().addLast(connection);
    var _ = loop.executor().register(channel);
    loop.deadlines().in(this, limitNanos);
    var _ = channel.connect(address).addListener(this);
  }

  @Override
  public void operationComplete(ChannelFuture future) {
    loop.deadlines().remove(this);
    if (over) {
      var _ = channel.close();
      return;
    }
    over = true;
    if (future.isSuccess()) {
      result.connected(connection);
    } else {
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
