package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The response of an exchange, which it writes as HTTP/1, as frames. A head always comes in one
 * piece with what follows it.
 *
 * <pre>
 *  HEAD ─┬─► LENGTH ──┐
 *        ├─► CHUNKED ─┼─► OVER
 *        └─► OPEN ────┘  (until the exchange closes)
 * </pre>
 */
final class ResponseFrames {
  private enum Step {
    HEAD,
    LENGTH,
    CHUNKED,
    OPEN,
    OVER
  }

  private final HeadPool heads;
  private final Method asked;
  private Step step = Step.HEAD;
  private boolean begun;
  private long left;
  private @Nullable Chunks chunks;

  /**
   * @param asked by the client, whatever a server was asked
   */
  ResponseFrames(HeadPool heads, Method asked) {
    this.heads = heads;
    this.asked = asked;
  }

  /** Whether the final head has been written. */
  boolean begun() {
    return begun;
  }

  /** Whether its last frame has been written. */
  boolean ended() {
    return step == Step.OVER;
  }

  /** Whether nothing but closing tells its end. */
  boolean endsWithClose() {
    return step == Step.OPEN;
  }

  /** Takes the buffer over. */
  void write(ChannelHandlerContext context, ByteBuf in, ChannelPromise promise) {
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

  /** What the exchange writes was checked before: a head that cannot be read is its own fault. */
  private Http2StreamFrame head(ByteBuf in) {
    Method expected = asked == Method.CONNECT ? asked : Method.OTHER;
    ResponseMessage head = heads.takeResponse(expected, true);
    try {
      if (head.feed(in) != ScanResult.COMPLETE) {
        throw new IllegalStateException("not a head: " + head.error());
      }
      Http2Headers fields = fields(head);
      if (head.interim()) {
        return new DefaultHttp2HeadersFrame(fields);
      }
      begun = true;
      step = asked == Method.HEAD ? Step.OVER : after(head);
      return new DefaultHttp2HeadersFrame(fields, step == Step.OVER);
    } finally {
      heads.give(head);
    }
  }

  private Step after(ResponseMessage head) {
    Framing framing = head.framing();
    left = head.contentLength();
    return switch (framing) {
      case NONE -> Step.OVER;
      case LENGTH -> Step.LENGTH;
      case CHUNKED -> Step.CHUNKED;
      case CLOSE, TUNNEL -> Step.OPEN;
    };
  }

  private static Http2Headers fields(ResponseMessage head) {
    Http2Headers fields = new DefaultHttp2Headers(false, head.fields() + 1);
    fields.status(AsciiString.of(Integer.toString(head.status())));
    byte[] bytes = head.bytes();
    for (int i = 0; i < head.fields(); i++) {
      AsciiString name =
          head.removed(i)
              ? AsciiString.EMPTY_STRING
              : name(bytes, head.nameOffset(i), head.nameLength(i));
      if (!name.isEmpty() && !FieldBytes.ofConnection(name)) {
        fields.add(name, new AsciiString(bytes, head.valueOffset(i), head.valueLength(i), true));
      }
    }
    return fields;
  }

  static AsciiString name(byte[] bytes, int from, int length) {
    byte[] lower = new byte[length];
    for (int i = 0; i < length; i++) {
      byte b = bytes[from + i];
      lower[i] = (byte) (b >= 'A' && b <= 'Z' ? b + 32 : b);
    }
    return new AsciiString(lower, false);
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
  Http2DataFrame last() {
    step = Step.OVER;
    return new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true);
  }

  /** Nothing more is written. */
  void release() {
    chunks = null;
    step = Step.OVER;
  }
}
