package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.AsciiString;
import java.util.function.BooleanSupplier;

/** The response to a client that speaks HTTP/2. */
final class ResponseFrames extends MessageFrames {
  private final HeadPool heads;
  private final Method asked;
  private final BooleanSupplier drains;
  private boolean begun;

  /**
   * @param asked by the client, whatever a server was asked
   * @param drains whether the answer to HEAD has a body that goes nowhere: the stream lasts as long
   */
  ResponseFrames(HeadPool heads, Method asked, BooleanSupplier drains) {
    this.heads = heads;
    this.asked = asked;
    this.drains = drains;
  }

  /** Whether the final head has been written. */
  boolean begun() {
    return begun;
  }

  private Step bodiless() {
    return drains.getAsBoolean() ? Step.OPEN : Step.OVER;
  }

  /** What the exchange writes was checked before: a head that cannot be read is its own fault. */
  @Override
  Http2HeadersFrame head(ByteBuf in) {
    Method expected = asked == Method.CONNECT ? asked : Method.OTHER;
    ResponseMessage head = heads.takeResponse(expected, true);
    try {
      if (head.feed(in) != ScanResult.COMPLETE) {
        throw new IllegalStateException("not a head: " + head.error());
      }
      Http2Headers fields = new DefaultHttp2Headers(false, head.fields() + 1);
      fields.status(AsciiString.of(Integer.toString(head.status())));
      addFields(head, fields);
      if (head.interim()) {
        return new DefaultHttp2HeadersFrame(fields);
      }
      begun = true;
      Step next = asked == Method.HEAD ? bodiless() : after(head.framing());
      begin(next, head.contentLength());
      return new DefaultHttp2HeadersFrame(fields, next == Step.OVER);
    } finally {
      heads.give(head);
    }
  }
}
