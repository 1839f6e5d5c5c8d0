package io.gatehouse.dataplane.upstream;

import io.gatehouse.api.ConnectionView;
import io.gatehouse.dataplane.connection.KernelInfo;
import io.gatehouse.dataplane.http2.StreamEvent;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.server.RunningServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server. It belongs to one exchange at a time, or lies in the idle pool of its
 * event loop, where any byte or end from the server closes it.
 */
public final class ServerConnection extends ChannelInboundHandlerAdapter implements ConnectionView {
  private static final byte[] NO_ADDRESS = {};

  private final Loop loop;
  private final RunningServer server;
  private final Departure departure;
  private final Channel channel;
  private @Nullable User user;

  /** Where the server was when the connection was made: it may be moved. */
  private final SocketAddress target;

  private int exchanges;
  private boolean ended;

  /** The server has not looked at the request. */
  private boolean refused;

  /** Whether it lies in the idle pool, which alone changes this. */
  boolean pooled;

  /** Counted among the connections in use. */
  boolean used;

  private byte @Nullable [] sourceAddress;
  private byte @Nullable [] destinationAddress;

  /** The exchange that uses the connection. Called on the event loop. */
  public interface User {
    /** Takes the buffer over. */
    void serverSent(ByteBuf data);

    /** What was there has been handed over: time to flush. */
    void serverPaused();

    /** The server sends no more; it may still read. Told once. */
    void serverEnded();

    void serverWritable();

    /** The connection broke; nothing can be sent any more. */
    void serverBroken();
  }

  /**
   * @param before exchanges that the connection has carried already, as other streams of it
   */
  ServerConnection(
      Loop loop, RunningServer server, Departure departure, Channel channel, int before) {
    this.loop = loop;
    this.exchanges = before;
    this.server = server;
    this.departure = departure;
    this.channel = channel;
    this.target = server.address();
  }

  public RunningServer server() {
    return server;
  }

  /** Whether an exchange with this departure may use it once it is idle. */
  public boolean suits(Departure wanted) {
    return departure.tells(wanted);
  }

  Departure departure() {
    return departure;
  }

  public Channel channel() {
    return channel;
  }

  /** Exchanges it was given to, the present one included. */
  public int exchanges() {
    return exchanges;
  }

  @Override
  public boolean reused() {
    return exchanges > 1 || refused;
  }

  void use(User user) {
    this.user = user;
    exchanges++;
  }

  /** The exchange is over and left the connection clean: keeps it for another one. */
  public void keep() {
    user = null;
    if (!reusable() || !loop.idle().give(this)) {
      close();
      return;
    }
    channel.config().setAutoRead(true);
  }

  /**
   * Keeps it for the next exchange of the same client, outside of the pool; its owner closes it.
   *
   * @return false when it was closed instead
   */
  public boolean keepPrivate() {
    user = null;
    if (!reusable()) {
      close();
      return false;
    }
    channel.config().setAutoRead(true);
    return true;
  }

  /** Whether the server still listens and {@code max-reuse} allows another exchange. */
  private boolean reusable() {
    int most = server.server().limits().maxReuse();
    boolean moved = !target.equals(server.address());
    return usable() && !moved && (most < 0 || exchanges <= most) && !stream();
  }

  /** One of several on a connection, for one exchange. */
  private boolean stream() {
    return channel.parent() != null;
  }

  /** Whether it has neither ended nor broken. */
  public boolean usable() {
    return !ended && channel.isActive();
  }

  /** Drops it with whatever was not sent. */
  public void close() {
    user = null;
    loop.idle().remove(this);
    hangUp();
  }

  /** Sends what was written, then closes. */
  public void closeAfterWrites() {
    user = null;
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> hangUp());
  }

  /** The same in mode tcp, where the server sees an end and not a reset. */
  public void endAfterWrites() {
    user = null;
    if (ended) {
      Outlet.end(channel);
    }
    Outlet.close(channel);
  }

  /**
   * Whoever closes first keeps the pair of ports for a minute, and there are not many of them
   * towards one server: where it has not closed, the connection is reset, as HAProxy does.
   */
  private void hangUp() {
    if (usable() && channel instanceof SocketChannel) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    var _ = channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    loop.clock().tick();
    ByteBuf data = (ByteBuf) message;
    User current = user;
    if (current != null) {
      current.serverSent(data);
      return;
    }
    // Bytes that nobody asked for: the connection cannot be trusted any more.
    data.release();
    close();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    User current = user;
    if (current != null) {
      current.serverPaused();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    loop.clock().tick();
    if (event instanceof ChannelInputShutdownEvent) {
      end();
    } else if (event == StreamEvent.REFUSED) {
      refused = true;
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    User current = user;
    if (current != null) {
      current.serverEnded();
    } else {
      close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    loop.clock().tick();
    User current = user;
    if (current != null && channel.isWritable()) {
      current.serverWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.clock().tick();
    User current = user;
    user = null;
    loop.idle().remove(this);
    if (current != null) {
      current.serverBroken();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    loop.clock().tick();
    var _ = context.close();
  }

  @Override
  public byte[] sourceAddress() {
    byte[] known = sourceAddress;
    if (known == null) {
      known = bytes(channel.localAddress());
      sourceAddress = known;
    }
    return known;
  }

  @Override
  public byte[] destinationAddress() {
    byte[] known = destinationAddress;
    if (known == null) {
      known = bytes(channel.remoteAddress());
      destinationAddress = known;
    }
    return known;
  }

  private static byte[] bytes(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getAddress().getAddress() : NO_ADDRESS;
  }

  @Override
  public int sourcePort() {
    return port(channel.localAddress());
  }

  @Override
  public int destinationPort() {
    return port(channel.remoteAddress());
  }

  @Override
  public long tcpInfo(TcpInfo value) {
    return KernelInfo.read(stream() ? channel.parent() : channel, value);
  }

  private static int port(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }
}
