package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.model.Http2Settings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server that speaks HTTP/2 without asking first (RFC 9113 section 3.3): each
 * exchange has a stream of its own on it, whose channel takes and gives HTTP/1. Confined to the
 * connection's event loop.
 *
 * <pre>
 *  socket ─► codec ─► streams' channels ─► ServerStream ─► its user
 *              └────► ServerMux (what concerns the connection)
 * </pre>
 */
public final class ServerMux extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final HeadPool heads;
  private final Owner owner;
  private final int faultsAllowed;
  private long most;
  private int faults;
  private int streams;
  private int total;
  private boolean leaving;

  /** Hears what becomes of the connection. */
  public interface Owner {
    /** A stream has ended, and others may follow. */
    void streamEnded();

    /** The connection takes no more requests, or is gone. Told once. */
    void left();

    /** For a connection that nobody else has to hear of. */
    Owner NONE =
        new Owner() {
          @Override
          public void streamEnded() {}

          @Override
          public void left() {}
        };
  }

  private ServerMux(Channel channel, Http2Settings settings, HeadPool heads, Owner owner) {
    this.channel = channel;
    this.heads = heads;
    this.owner = owner;
    this.most = settings.concurrentStreams();
    this.faultsAllowed = settings.glitches();
  }

  /** From now on this connection, which stands, speaks HTTP/2. */
  public static ServerMux start(
      Channel channel, Http2Settings settings, HeadPool heads, Owner owner) {
    ServerMux made = new ServerMux(channel, settings, heads, owner);
    Http2FrameCodec codec = codec(settings, heads);
    ChannelPipeline pipeline = channel.pipeline();
    // The codec comes first: the others look for it when they are added.
    pipeline.addLast(codec, new Http2MultiplexHandler(unasked()), made);
    try {
      // A client that reads slowly must not hold back the answers to others.
      Codec.widen(codec, settings);
    } catch (Http2Exception overflowing) {
      throw new IllegalStateException(overflowing);
    }
    return made;
  }

  private static Http2FrameCodec codec(Http2Settings set, HeadPool heads) {
    return Http2FrameCodecBuilder.forClient()
        .initialSettings(
            new io.netty.handler.codec.http2.Http2Settings()
                .pushEnabled(false)
                .initialWindowSize(set.initialWindow())
                .maxFrameSize(set.maxFrame())
                .maxHeaderListSize(heads.largest()))
        .gracefulShutdownTimeoutMillis(0)
        .encoderIgnoreMaxHeaderListSize(true)
        .flushPreface(false)
        .build();
  }

  /** Servers open no streams: pushing is switched off, and the codec ends who does it. */
  private static ChannelHandler unasked() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel pushed) {
        var _ = pushed.close();
      }
    };
  }

  /**
   * Opens a stream.
   *
   * @return its channel, for whose pipeline its user is; null where the connection takes no more
   */
  public @Nullable Channel open() {
    if (full()) {
      return null;
    }
    Future<Http2StreamChannel> opening =
        new Http2StreamChannelBootstrap(channel)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel stream) {
                    stream.pipeline().addLast(new ServerStream(ServerMux.this, stream, heads));
                  }
                })
            .open();
    // On the event loop this needs no waiting.
    Channel stream = opening.isSuccess() ? opening.getNow() : null;
    if (stream != null) {
      streams++;
      total++;
      var _ = stream.closeFuture().addListener(_ -> ended());
    }
    return stream;
  }

  private void ended() {
    streams--;
    if (!leaving) {
      owner.streamEnded();
    } else if (streams == 0) {
      close();
    }
  }

  /** Whether it can carry no further stream for now. */
  public boolean full() {
    return leaving || !channel.isActive() || streams >= most;
  }

  /** Whether this is the channel of one of its streams. */
  public boolean carries(Channel stream) {
    return channel.equals(stream.parent());
  }

  /** The server did what it must not. */
  void fault() {
    faults++;
    if (faultsAllowed > 0 && faults >= faultsAllowed) {
      close();
    }
  }

  /** Streams at present. */
  public int streams() {
    return streams;
  }

  /** Streams so far. */
  public int total() {
    return total;
  }

  /** Carries no further streams and closes after the last one. */
  public void leave() {
    if (!leaving) {
      leaving = true;
      owner.left();
    }
    if (streams == 0) {
      close();
    }
  }

  /** Closes at once, with the streams that are left. */
  public void close() {
    var _ = channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    // Frames about the connection: the codec has done what they ask for.
    if (message instanceof Http2SettingsFrame told) {
      Long limit = told.settings().maxConcurrentStreams();
      most = limit == null ? most : Math.min(most, limit);
    } else if (message instanceof Http2GoAwayFrame) {
      leave();
    }
    ReferenceCountUtil.release(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      close();
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    leave();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }
}
