package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.Dialing;
import io.gatehouse.dataplane.health.ConnectFailure;
import io.gatehouse.dataplane.health.SystemWords;
import io.gatehouse.dataplane.http2.ServerMux;
import io.gatehouse.dataplane.upstream.SocksHandshake;
import io.gatehouse.model.Http2Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** By a channel of Netty's: whatever lies between a check and its server. */
final class ChannelWiring implements Wiring {
  private final CheckLoop loop;
  private final Aim aim;
  private final Course course;
  private final Dialing dialing;
  private final SocketAddress address;
  private final Channel channel;
  private final User user;

  /** The stream of HTTP/2, where that is spoken; else the connection itself. */
  private Channel talk;

  private @Nullable SslHandler ssl;
  private boolean stands;
  private boolean closed;

  ChannelWiring(CheckLoop loop, Aim aim, Course course, Dialing dialing, User user) {
    this.loop = loop;
    this.aim = aim;
    this.course = course;
    this.dialing = dialing;
    this.user = user;
    this.address = course.address();
    this.channel = loop.channel(address);
    this.talk = channel;
  }

  @Override
  public void begin() {
    channel.pipeline().addLast(new Ear());
    var _ = loop.executor().register(channel);
    if (address instanceof InetSocketAddress named && named.isUnresolved()) {
      user.failed(CheckStatus.L4CON, "Unable to resolve " + named.getHostString());
      return;
    }
    ChannelConfig config = channel.config();
    config.setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    config.setAutoRead(false);
    boolean inet = address instanceof InetSocketAddress;
    if (inet) {
      prepare(config);
    }
    SocketAddress to = inet && course.socks().isPresent() ? course.socks().get() : address;
    SocketAddress from = inet ? course.local().orElse(null) : null;
    if (from == null) {
      connect(to);
    } else {
      channel.bind(from).addListener(done -> bound(to, done.cause()));
    }
  }

  private void bound(SocketAddress to, @Nullable Throwable failure) {
    if (failure == null) {
      connect(to);
    } else {
      failed(ConnectFailure.unbound(failure));
    }
  }

  private void connect(SocketAddress to) {
    channel.connect(to).addListener(done -> connected(to, done.cause()));
  }

  private void prepare(ChannelConfig config) {
    if (!dialing.polite()) {
      config.setOption(ChannelOption.SO_LINGER, 0);
    }
    if (dialing.prompt() || course.speaksFirst()) {
      // The handshake's last acknowledgement goes with the first bytes, or with the reset.
      loop.transport().holdAcknowledgement(config);
    }
    if (course.local().isPresent()) {
      config.setOption(ChannelOption.SO_REUSEADDR, true);
    }
  }

  private void failed(ConnectFailure failure) {
    if (!closed) {
      user.failed(failure.status(), failure.words());
    }
  }

  private void connected(SocketAddress to, @Nullable Throwable failure) {
    loop.clock().tick();
    if (closed) {
      return;
    }
    if (failure != null) {
      failed(ConnectFailure.of(failure, to));
    } else if (course.socks().isPresent()) {
      user.stalled(CheckStatus.L7TOUT);
      SocksHandshake further = new SocksHandshake(address, this::shaken);
      channel.pipeline().addFirst(further);
      further.begin(channel.pipeline().context(further));
    } else {
      through();
    }
  }

  private void shaken(SocksHandshake.Outcome outcome) {
    loop.clock().tick();
    if (closed) {
      return;
    }
    switch (outcome) {
      case GRANTED -> through();
      case DENIED -> user.failed(CheckStatus.SOCKERR, "SOCKS4 Proxy deny the request");
      case IMPOSSIBLE ->
          user.failed(CheckStatus.SOCKERR, "SOCKS4 Proxy write error during handshake");
      case BROKEN -> user.failed(CheckStatus.SOCKERR, "SOCKS4 Proxy read error during handshake");
    }
  }

  private void through() {
    if (course.proxied()) {
      byte[] header = OwnHeader.of(aim, channel.localAddress(), address);
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(header), channel.voidPromise());
    }
    if (course.secrecy().isPresent()) {
      encrypt(course.secrecy().get());
    } else {
      stand(false);
    }
  }

  private void stand(boolean tls) {
    if (course.http2()) {
      channel.pipeline().remove(Ear.class);
      ServerMux mux =
          ServerMux.start(channel, Http2Settings.DEFAULT, loop.heads(), ServerMux.Owner.NONE);
      Channel stream = mux.open();
      if (stream == null) {
        user.failed(CheckStatus.L4CON, "");
        return;
      }
      stream.config().setAutoRead(false);
      stream.pipeline().addLast(new Ear());
      channel.config().setAutoRead(true);
      talk = stream;
    }
    stands = true;
    user.connected(tls);
  }

  private void encrypt(Secrecy how) {
    user.stalled(CheckStatus.L6TOUT);
    SslHandler made;
    try {
      made = how.handler(loop.tls(), channel.alloc(), loop.workers());
    } catch (SSLException impossible) {
      user.failed(CheckStatus.SOCKERR, String.valueOf(impossible.getMessage()));
      return;
    }
    ssl = made;
    made.handshakeFuture().addListener(done -> encrypted(how, done.cause()));
    // An end in the middle of it is an end of both directions.
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    channel.pipeline().addFirst(made);
    channel.config().setAutoRead(true);
  }

  private void encrypted(Secrecy how, @Nullable Throwable failure) {
    loop.clock().tick();
    if (closed) {
      return;
    }
    if (failure == null) {
      stand(true);
    } else {
      user.failed(CheckStatus.L6RSP, how.failure(failure));
    }
  }

  @Override
  public boolean say(byte[] bytes) {
    ChannelFuture sent = talk.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    if (sent.isSuccess()) {
      return true;
    }
    sent.addListener(done -> said(done.cause()));
    return false;
  }

  private void said(@Nullable Throwable failure) {
    loop.clock().tick();
    if (closed) {
      return;
    }
    if (failure == null) {
      user.said();
    } else {
      user.failed(CheckStatus.SOCKERR, SystemWords.of(failure));
    }
  }

  @Override
  public void listen() {
    talk.read();
  }

  @Override
  public void close() {
    closed = true;
    SslHandler around = ssl;
    ChannelHandlerContext below = around == null ? null : channel.pipeline().context(around);
    if (below == null || dialing.polite()) {
      var _ = channel.close();
    } else {
      // Without the goodbye of TLS, which would have to be waited for.
      var _ = below.close();
    }
  }

  private void end() {
    loop.clock().tick();
    if (!closed && stands) {
      user.ended();
    }
  }

  /** Hears the connection, or the stream that the check has on it. */
  private final class Ear extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      if (!closed) {
        byte[] bytes = new byte[data.readableBytes()];
        data.readBytes(bytes);
        user.received(bytes);
      }
      data.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      loop.clock().tick();
      if (!closed && stands) {
        user.paused();
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        end();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      loop.clock().tick();
      if (!closed && stands) {
        user.broken(SystemWords.of(cause));
      }
    }
  }
}
