package io.gatehouse.dataplane.connection;

import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/**
 * The one handler of a client's channel: turns its events into calls of the exchange.
 *
 * <pre>
 *  accepted ─┬─► PROXY header ─┬─► opened ─► bytes
 *            ├─────────────────┘
 *            └─► closed, reset, dropped
 * </pre>
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter
    implements ProxyHandshake.Result {
  private final ClientLink link;
  private ClientSide side;
  private final Watcher watcher;
  private @Nullable ProxyHandshake handshake;
  private boolean open;
  private boolean ended;

  /** Links of {@link Guests}. */
  @Nullable ClientConnection next;

  @Nullable ClientConnection previous;

  /** Who counts the connection. */
  public interface Watcher {
    /** It is about to be served. */
    void opened();

    /** It is closed. */
    void gone();
  }

  public ClientConnection(ClientLink link, ClientSide side, Watcher watcher) {
    this.link = link;
    this.side = side;
    this.watcher = watcher;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    link.loop().clock().tick();
    link.loop().guests().add(this);
    switch (side.accepted()) {
      case SERVE -> serve();
      case EXPECT_PROXY -> {
        ProxyHandshake awaited = new ProxyHandshake(link, this);
        handshake = awaited;
        awaited.begin();
      }
      case CLOSE -> Outlet.close(context.channel());
      case RESET -> Outlet.reset(context.channel());
      case DROP -> Outlet.drop(context.channel());
    }
  }

  /** From now on the channel's events are another one's. On the event loop. */
  public void handOver(ClientSide other) {
    side = other;
  }

  private void serve() {
    open = true;
    watcher.opened();
    side.opened();
  }

  @Override
  public void proxied(@Nullable ByteBuf rest) {
    handshake = null;
    serve();
    if (rest != null) {
      side.clientSent(rest);
    }
    if (ended) {
      side.clientEnded();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    link.loop().clock().tick();
    ByteBuf data = (ByteBuf) message;
    ProxyHandshake awaited = handshake;
    if (open) {
      side.clientSent(data);
    } else if (awaited != null) {
      awaited.received(data);
    } else {
      data.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (open) {
      side.clientPaused();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    link.loop().clock().tick();
    if (event instanceof ChannelInputShutdownEvent && !ended) {
      ended = true;
      ProxyHandshake awaited = handshake;
      if (open) {
        side.clientEnded();
      } else if (awaited != null) {
        awaited.ended();
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    link.loop().clock().tick();
    if (open && context.channel().isWritable()) {
      side.clientWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    link.loop().clock().tick();
    ProxyHandshake awaited = handshake;
    handshake = null;
    try {
      if (awaited != null) {
        awaited.forget();
      }
      if (open) {
        side.clientGone();
      }
    } finally {
      side.left();
      link.loop().guests().remove(this);
      link.leave();
      watcher.gone();
    }
  }

  /** The configuration has changed: it goes over to the new one when it only waits. Event loop. */
  public void renew() {
    if (open) {
      side.renew();
    }
  }

  /** Ends it if it still belongs to this frontend. Event loop. */
  public void endOf(RunningFrontend frontend) {
    if (link.frontend() == frontend) {
      var _ = link.channel().close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    link.loop().clock().tick();
    var _ = context.close();
  }
}
