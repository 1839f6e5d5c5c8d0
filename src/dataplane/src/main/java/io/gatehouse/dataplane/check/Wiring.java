package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckRoute;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.Dialing;
import io.gatehouse.dataplane.upstream.SocksHandshake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a check: connects by the way that is asked for, and tells what arrives. After
 * {@link #close} nothing is told any more. Confined to the event loop of checks.
 */
final class Wiring extends ChannelInboundHandlerAdapter {
  private final CheckLoop loop;
  private final CheckTarget target;
  private final CheckRoute route;
  private final Dialing dialing;
  private final boolean socks;
  private final boolean proxied;
  private final @Nullable Secrecy secrecy;
  private final SocketAddress address;
  private final Channel channel;
  private final User user;
  private @Nullable SslHandler ssl;
  private boolean stands;
  private boolean closed;

  /** Who is told. */
  interface User {
    /** The connection stands; from now on it is the limit that means something else. */
    void stalled(CheckStatus late);

    /**
     * @param tls whether it is encrypted
     */
    void connected(boolean tls);

    void received(byte[] bytes);

    /** All that was there has been told. */
    void paused();

    /** The server sends no more. */
    void ended();

    /** The connection that stood broke. */
    void broken(String words);

    /** It does not come to stand. */
    void failed(CheckStatus status, String words);
  }

  Wiring(CheckLoop loop, Aim aim, Dialing dialing, User user) {
    this.loop = loop;
    this.target = aim.target();
    this.route = target.route();
    this.dialing = dialing;
    this.user = user;
    Dialing.Way way = dialing.way();
    this.secrecy = Secrecy.of(way, aim.tls()).orElse(null);
    boolean asked = way.socks() || way.standard() && route.viaSocks();
    this.socks = asked && route.socks().isPresent();
    this.proxied = way.proxied() || way.standard() && route.proxyVersion() > 0;
    this.address = address();
    this.channel = loop.channel(address);
  }

  private SocketAddress address() {
    return switch (target.address()) {
      case InetSocketAddress own -> {
        InetSocketAddress there = dialing.elsewhere().orElse(own);
        int port = dialing.port() == 0 ? own.getPort() : dialing.port();
        boolean same = port == there.getPort() || there.isUnresolved();
        yield same ? there : new InetSocketAddress(there.getAddress(), port);
      }
      case UnixDomainSocketAddress unix -> new DomainSocketAddress(unix.getPath().toString());
      default -> target.address();
    };
  }

  Channel channel() {
    return channel;
  }

  void begin() {
    channel.pipeline().addLast(this);
    var _ = loop.executor().register(channel);
    if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
      user.failed(CheckStatus.L4CON, "Unable to resolve " + inet.getHostString());
      return;
    }
    ChannelConfig config = channel.config();
    config.setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    config.setAutoRead(false);
    SocketAddress to = address;
    if (address instanceof InetSocketAddress) {
      prepare(config);
      to = socks ? route.socks().orElseThrow() : address;
    }
    SocketAddress from = address instanceof InetSocketAddress ? route.local().orElse(null) : null;
    ChannelFuture connecting = from == null ? channel.connect(to) : channel.connect(to, from);
    connecting.addListener(done -> connected(done.cause()));
  }

  private void prepare(ChannelConfig config) {
    if (!dialing.polite()) {
      config.setOption(ChannelOption.SO_LINGER, 0);
    }
    if (dialing.silent() && !socks && !proxied && secrecy == null) {
      // The last acknowledgement is held back, and the reset comes instead of it.
      loop.transport().holdAcknowledgement(config);
    }
    if (route.local().isPresent()) {
      config.setOption(ChannelOption.SO_REUSEADDR, true);
    }
  }

  private void connected(@Nullable Throwable failure) {
    loop.clock().tick();
    if (closed) {
      return;
    }
    if (failure != null) {
      boolean refused = SystemWords.refused(failure);
      user.failed(refused ? CheckStatus.L4CON : CheckStatus.SOCKERR, SystemWords.of(failure));
    } else if (socks) {
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
    if (proxied
        && channel.localAddress() instanceof InetSocketAddress from
        && address instanceof InetSocketAddress to) {
      int version = route.proxyVersion() == 2 ? 2 : 1;
      byte[] header = OwnHeader.of(version, from, to);
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(header), channel.voidPromise());
    }
    if (secrecy == null) {
      stands = true;
      user.connected(false);
    } else {
      encrypt(secrecy);
    }
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
      stands = true;
      user.connected(true);
    } else {
      user.failed(CheckStatus.L6RSP, how.failure(failure));
    }
  }

  void close() {
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

  private void end() {
    loop.clock().tick();
    if (!closed && stands) {
      user.ended();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    loop.clock().tick();
    if (!closed && stands) {
      user.broken(SystemWords.of(cause));
    }
  }
}
