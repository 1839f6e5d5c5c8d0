package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * A message of an exchange, which it writes as HTTP/1, as frames. A head always comes in one piece
 * with what follows it.
 *
 * <pre>
 *  HEAD ─┬─► LENGTH ──┐
 *        ├─► CHUNKED ─┼─► OVER
 *        └─► OPEN ────┘  (until the exchange closes)
 * </pre>
 */
abstract class MessageFrames {
  /** What is awaited. */
  enum Step {
    HEAD,
    LENGTH,
    CHUNKED,
    OPEN,
    OVER
  }

  private Step step = Step.HEAD;
  private long left;
  private @Nullable Chunks chunks;

  /** Reads a head and says with {@link #begin} what follows it. */
  abstract Http2HeadersFrame head(ByteBuf in);

  /** What comes next is this. */
  final void begin(Step next, long length) {
    step = next;
    left = length;
  }

  static Step after(Framing framing) {
    return switch (framing) {
      case NONE -> Step.OVER;
      case LENGTH -> Step.LENGTH;
      case CHUNKED -> Step.CHUNKED;
      case CLOSE, TUNNEL -> Step.OPEN;
    };
  }

  /** Whether its last frame has been written. */
  final boolean ended() {
    return step == Step.OVER;
  }

  /** Whether nothing but closing tells its end. */
  final boolean endsWithClose() {
    return step == Step.OPEN;
  }

  /** Takes the buffer over. */
  final void write(ChannelHandlerContext context, ByteBuf in, ChannelPromise promise) {
    Http2StreamFrame waiting = null;
    try {
      while (in.isReadable() && step != Step.OVER) {
        Http2StreamFrame frame = step == Step.HEAD ? head(in) : body(in);
        if (frame == null) {
          continue;
        }
        if (waiting != null) {
          var _ = context.write(waiting);
        }
        waiting = frame;
      }
    } finally {
      in.release();
    }
    if (waiting != null) {
      var _ = context.write(waiting, promise);
    } else if (!promise.isVoid()) {
      boolean _ = promise.trySuccess();
    }
  }

  /** Adds the fields that are known to HTTP/2, in small letters. */
  static void addFields(Message head, Http2Headers to) {
    byte[] bytes = head.bytes();
    for (int i = 0; i < head.fields(); i++) {
      AsciiString name =
          head.removed(i)
              ? AsciiString.EMPTY_STRING
              : FieldBytes.small(bytes, head.nameOffset(i), head.nameLength(i));
      if (!name.isEmpty() && !FieldBytes.ofConnection(name)) {
        to.add(name, new AsciiString(bytes, head.valueOffset(i), head.valueLength(i), true));
      }
    }
  }

  private @Nullable Http2StreamFrame body(ByteBuf in) {
    return switch (step) {
      case LENGTH -> measured(in);
      case CHUNKED -> chunked(in);
      default -> new DefaultHttp2DataFrame(in.readRetainedSlice(in.readableBytes()));
    };
  }

  private Http2DataFrame measured(ByteBuf in) {
    int size = (int) Math.min(left, in.readableBytes());
    left -= size;
    if (left == 0) {
      step = Step.OVER;
    }
    return new DefaultHttp2DataFrame(in.readRetainedSlice(size), left == 0);
  }

  private @Nullable Http2StreamFrame chunked(ByteBuf in) {
    Chunks decoder = chunks;
    if (decoder == null) {
      decoder = new Chunks();
      chunks = decoder;
    }
    int size = decoder.next(in);
    if (size > 0) {
      return new DefaultHttp2DataFrame(in.readRetainedSlice(size));
    }
    if (!decoder.ended()) {
      return null;
    }
    step = Step.OVER;
    Http2Headers trailers = decoder.trailers();
    return trailers.isEmpty()
        ? new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true)
        : new DefaultHttp2HeadersFrame(trailers, true);
  }

  /** The frame that ends it where nothing else does. */
  final Http2DataFrame last() {
    step = Step.OVER;
    return new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true);
  }

  /** Nothing more is written. */
  final void release() {
    chunks = null;
    step = Step.OVER;
  }
}
