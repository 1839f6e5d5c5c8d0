package io.gatehouse.dataplane.http2;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;

/** Netty's codec of HTTP/2, with the limits that keep one client from costing too much. */
final class Codec {
  /** Cancelled requests that are taken in so many seconds (CVE-2023-44487); each one is work. */
  private static final int CANCELLED = 1_000;

  private static final int SECONDS = 10;

  /** Answers to PING and SETTINGS that wait for a client that does not read. */
  private static final int CONTROL_FRAMES = 1_000;

  private static final String CODEC = "http2";
  private static final String STREAMS = "streams";

  private final Http2FrameCodec codec;
  private final io.gatehouse.model.Http2Settings settings;
  private boolean wide;

  private Codec(Http2Connection connection) {
    this.settings = connection.settings();
    this.codec = codec(connection);
  }

  /** Puts it in front of the connection's handlers; it begins to speak at once. */
  static Codec install(ChannelPipeline pipeline, Http2Connection connection) {
    Codec made = new Codec(connection);
    // The codec comes first: the others look for it when they are added.
    pipeline.addFirst(CODEC, made.codec);
    pipeline.addAfter(CODEC, STREAMS, new Http2MultiplexHandler(streams(connection)));
    pipeline.addAfter(STREAMS, null, connection);
    return made;
  }

  private static ChannelInitializer<Channel> streams(Http2Connection connection) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new RequestStream(connection, channel));
      }
    };
  }

  private static Http2FrameCodec codec(Http2Connection connection) {
    io.gatehouse.model.Http2Settings set = connection.settings();
    Http2Settings told =
        new Http2Settings()
            .maxConcurrentStreams(set.concurrentStreams())
            .initialWindowSize(set.initialWindow())
            .maxHeaderListSize(connection.link().loop().headRules().bufsize());
    if (set.headerTable() != Http2CodecUtil.DEFAULT_HEADER_TABLE_SIZE) {
      told.headerTableSize(set.headerTable());
    }
    if (set.maxFrame() != Http2CodecUtil.DEFAULT_MAX_FRAME_SIZE) {
      told.maxFrameSize(set.maxFrame());
    }
    return new Watched(connection)
        .initialSettings(told)
        .encoderEnforceMaxQueuedControlFrames(CONTROL_FRAMES)
        .decoderEnforceMaxRstFramesPerWindow(CANCELLED, SECONDS)
        .encoderEnforceMaxRstFramesPerWindow(CANCELLED, SECONDS)
        .gracefulShutdownTimeoutMillis(0)
        .encoderIgnoreMaxHeaderListSize(true)
        .build();
  }

  /**
   * A request comes with a body: one that waits for its server must not hold back those of others,
   * so the connection's window is as wide as those of all its streams.
   */
  void widen() throws Http2Exception {
    if (wide) {
      return;
    }
    wide = true;
    widen(codec, settings);
  }

  /** Makes the connection's window as wide as those of all its streams. */
  static void widen(Http2FrameCodec codec, io.gatehouse.model.Http2Settings settings)
      throws Http2Exception {
    Http2LocalFlowController flow = codec.connection().local().flowController();
    long all = (long) settings.initialWindow() * settings.concurrentStreams();
    long now = flow.windowSize(codec.connection().connectionStream());
    long more = Math.min(all, Integer.MAX_VALUE) - now;
    if (more > 0) {
      flow.incrementWindowSize(codec.connection().connectionStream(), (int) more);
    }
  }

  /** Makes a codec that tells of requests that it refuses before a stream has a channel. */
  private static final class Watched extends Http2FrameCodecBuilder {
    private final Http2Connection connection;

    Watched(Http2Connection connection) {
      this.connection = connection;
    }

    @Override
    protected Http2FrameCodec build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings told) {
      return new Http2FrameCodec(encoder, decoder, told, false, true) {
        @Override
        public void onError(ChannelHandlerContext context, boolean outbound, Throwable cause) {
          Http2Exception fault = Http2CodecUtil.getEmbeddedHttp2Exception(cause);
          if (!outbound
              && fault instanceof Http2Exception.StreamException stream
              && connection().stream(stream.streamId()) == null) {
            connection.unknown(stream);
          }
          super.onError(context, outbound, cause);
        }
      };
    }
  }

  /** What the client is told of an exception; {@code INTERNAL_ERROR} where we are to blame. */
  static Http2Error errorOf(Throwable cause) {
    return switch (cause) {
      case Http2FrameStreamException ofStream -> ofStream.error();
      case Http2Exception fault -> fault.error();
      default -> Http2Error.INTERNAL_ERROR;
    };
  }
}
