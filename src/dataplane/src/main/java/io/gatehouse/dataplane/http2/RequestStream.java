package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.connection.StreamLink;
import io.gatehouse.dataplane.exchange.HttpExchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one handler of a stream's channel: what comes is fed to the stream's exchange as HTTP/1, what
 * the exchange writes goes out as frames.
 *
 * <pre>
 *  HEADERS ─► head ─┬─► DATA ─► body ─► end
 *                   └─► malformed: reset
 * </pre>
 */
final class RequestStream extends ChannelDuplexHandler {
  private final Http2Connection connection;
  private final Channel channel;
  private @Nullable HttpExchange exchange;
  private @Nullable StreamLink link;
  private @Nullable ResponseFrames response;
  private final BodyText body = new BodyText();
  private boolean begun;

  /** What is left of the request is not looked at. */
  private boolean ignored;

  private boolean ended;
  private boolean closing;
  private boolean gone;

  RequestStream(Http2Connection connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  Channel channel() {
    return channel;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    connection.link().loop().clock().tick();
    switch (message) {
      case Http2HeadersFrame headers when !begun -> begin(headers);
      case Http2HeadersFrame trailers -> end(trailers);
      case Http2DataFrame data -> data(data);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void begin(Http2HeadersFrame frame) {
    begun = true;
    ended = frame.isEndStream();
    RequestHead head = new RequestHead(frame.headers(), ended);
    ByteBuf out = channel.alloc().buffer(1_024);
    RequestHead.Verdict verdict = head.write(out);
    if (verdict == RequestHead.Verdict.MALFORMED) {
      out.release();
      connection.malformed(channel);
      fail();
      return;
    }
    StreamLink made = connection.opened(this);
    HttpExchange opened = new HttpExchange(made, connection.session());
    link = made;
    exchange = opened;
    response = new ResponseFrames(made.loop().editedHeads(), head.method(), opened::drains);
    if (verdict == RequestHead.Verdict.REFUSE) {
      out.release();
      ignored = true;
      opened.refused();
      return;
    }
    body.begin(head.unmeasured(), head.connect(), head.length());
    if (!ended) {
      connection.expectBody();
    }
    opened.requested(out, head.unmeasured());
  }

  private void data(Http2DataFrame frame) {
    HttpExchange to = exchange;
    ended |= frame.isEndStream();
    boolean wanted = to != null && !ignored && !closing;
    ByteBuf part = wanted ? body.part(frame, channel.alloc()) : null;
    frame.release();
    if (to == null || !wanted) {
      return;
    }
    if (part == null) {
      fail();
      return;
    }
    pass(part, to);
    if (ended && body.tunnel()) {
      to.clientEnded();
    }
  }

  private void end(Http2HeadersFrame frame) {
    HttpExchange to = exchange;
    ended |= frame.isEndStream();
    if (ignored || closing) {
      return;
    }
    ByteBuf part = to == null || !ended ? null : body.trailers(frame.headers(), channel.alloc());
    if (part == null) {
      fail();
    } else if (to != null) {
      pass(part, to);
    }
  }

  private static void pass(ByteBuf part, HttpExchange to) {
    if (part.isReadable()) {
      to.clientSent(part);
    } else {
      part.release();
    }
  }

  /** The client does not follow the rules: its stream ends, and what was done of it. */
  private void fail() {
    if (!gone && !closing) {
      closing = true;
      connection.fault();
      reset(Http2Error.PROTOCOL_ERROR, null);
      gone();
    }
  }

  private void reset(Http2Error why, @Nullable ChannelPromise promise) {
    var _ =
        channel
            .pipeline()
            .lastContext()
            .writeAndFlush(new DefaultHttp2ResetFrame(why))
            .addListener(_ -> finish(promise));
  }

  private void finish(@Nullable ChannelPromise promise) {
    ChannelHandlerContext context = channel.pipeline().lastContext();
    if (context != null) {
      var _ = context.close(promise == null ? context.newPromise() : promise);
    } else if (promise != null) {
      boolean _ = promise.trySuccess();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    HttpExchange to = exchange;
    if (to != null) {
      to.clientPaused();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    connection.link().loop().clock().tick();
    if (event instanceof Http2ResetFrame) {
      closing = true;
      gone();
      finish(null);
    } else if (event == ChannelOutputShutdownEvent.INSTANCE) {
      endOutput(context, null);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    connection.link().loop().clock().tick();
    HttpExchange to = exchange;
    if (to != null && channel.isWritable()) {
      to.clientWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.link().loop().clock().tick();
    gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Http2Error why = Codec.errorOf(cause);
    if (why != Http2Error.INTERNAL_ERROR) {
      connection.fault();
    }
    if (!gone && !begun) {
      connection.malformed(channel);
    }
    closing = true;
    reset(why, null);
    gone();
  }

  /** No more comes of the connection. */
  void clientEnded() {
    HttpExchange of = exchange;
    if (of != null) {
      of.clientEnded();
    }
  }

  /** Nobody reads any more what its exchange writes. */
  void gone() {
    if (gone) {
      return;
    }
    gone = true;
    HttpExchange of = exchange;
    StreamLink had = link;
    if (of != null && had != null) {
      of.clientGone();
      had.end();
    }
    ResponseFrames out = response;
    if (out != null) {
      out.release();
    }
    connection.closed(this);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      Objects.requireNonNull(response).write(context, bytes, promise);
    } else {
      var _ = context.write(message, promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    HttpExchange of = exchange;
    ResponseFrames out = response;
    if (closing || of == null || out == null) {
      var _ = context.close(promise);
      return;
    }
    closing = true;
    if (!out.ended() && out.endsWithClose() && !of.cut()) {
      endOutput(context, promise);
    } else if (!out.ended()) {
      reset(out.begun() ? Http2Error.CANCEL : Http2Error.REFUSED_STREAM, promise);
    } else if (!ended) {
      // The answer is complete: the client need not send the rest (RFC 9113 section 8.1).
      reset(Http2Error.NO_ERROR, promise);
    } else {
      var _ = context.close(promise);
    }
  }

  /** A body of unknown length, or a tunnel, is over. */
  private void endOutput(ChannelHandlerContext context, @Nullable ChannelPromise promise) {
    ResponseFrames out = response;
    if (out == null || out.ended()) {
      return;
    }
    ChannelFutureListener then =
        _ -> {
          if (promise != null && ended) {
            var _ = context.close(promise);
          } else if (promise != null) {
            reset(Http2Error.NO_ERROR, promise);
          }
        };
    var _ = context.writeAndFlush(out.last()).addListener(then);
  }
}
