package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.http.HeadPool;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a stream to a server: what the others write as a request of HTTP/1 goes out
 * as frames, and the response comes to them as one of HTTP/1.
 *
 * <pre>
 *  HEADERS (1xx) ─► HEADERS ─┬─► DATA ─► HEADERS: trailers ─► end
 *                            └─► malformed: reset
 * </pre>
 */
final class ServerStream extends ChannelDuplexHandler {
  private final ServerMux connection;
  private final Channel channel;
  private final RequestFrames request;
  private final BodyText body = new BodyText();
  private boolean begun;
  private boolean broken;

  ServerStream(ServerMux connection, Channel channel, HeadPool heads) {
    this.connection = connection;
    this.channel = channel;
    this.request = new RequestFrames(heads);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      request.write(context, bytes, promise);
    } else {
      var _ = context.write(message, promise);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case Http2HeadersFrame headers when !begun -> head(context, headers);
      case Http2HeadersFrame trailers -> {
        boolean last = trailers.isEndStream();
        pass(context, last ? body.trailers(trailers.headers(), channel.alloc()) : null, last);
      }
      case Http2DataFrame data -> {
        ByteBuf part = begun ? body.part(data, channel.alloc()) : null;
        data.release();
        pass(context, part, data.isEndStream());
      }
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void head(ChannelHandlerContext context, Http2HeadersFrame frame) {
    ResponseHead head = new ResponseHead(frame.headers(), request.method(), frame.isEndStream());
    ByteBuf out = channel.alloc().buffer(1_024);
    if (!head.write(out)) {
      out.release();
      refuse(context);
      passNonsense(context);
      return;
    }
    begun = !head.interim();
    if (begun) {
      body.begin(head.chunked(), head.tunnel(), head.length());
    }
    if (begun && frame.isEndStream()) {
      body.end(out);
    }
    pass(context, out, frame.isEndStream());
  }

  /** Null where it is malformed: the stream ends there. */
  private void pass(ChannelHandlerContext context, @Nullable ByteBuf part, boolean last) {
    if (part == null || broken) {
      ReferenceCountUtil.release(part);
      fail(context);
      return;
    }
    if (part.isReadable()) {
      context.fireChannelRead(part);
    } else {
      part.release();
    }
    if (last && body.tunnel()) {
      context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }
  }

  private void fail(ChannelHandlerContext context) {
    if (!broken) {
      refuse(context);
      var _ = context.close();
    }
  }

  /** No head of HTTP/1 either: the user knows what to do with such a server. */
  private void passNonsense(ChannelHandlerContext context) {
    context.fireChannelRead(channel.alloc().buffer(1).writeByte(0));
    context.fireChannelReadComplete();
  }

  /** The server does not follow the rules. */
  private void refuse(ChannelHandlerContext context) {
    broken = true;
    connection.fault();
    var _ = context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case Http2ResetFrame reset -> {
        if (reset.errorCode() == Http2Error.REFUSED_STREAM.code()) {
          context.fireUserEventTriggered(StreamEvent.REFUSED);
        }
        var _ = context.close();
      }
      case Http2GoAwayFrame _ -> {
        // Only streams that the server will not serve hear of it.
        context.fireUserEventTriggered(StreamEvent.REFUSED);
        ReferenceCountUtil.release(event);
        var _ = context.close();
      }
      case ChannelOutputShutdownEvent _ -> {
        if (!request.ended()) {
          var _ = context.writeAndFlush(request.last());
        }
      }
      default -> context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean malformed = cause instanceof Http2Exception && !begun && !broken;
    if (malformed) {
      broken = true;
      connection.fault();
      passNonsense(context);
    } else {
      context.fireExceptionCaught(cause);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    request.release();
    context.fireChannelInactive();
  }
}
