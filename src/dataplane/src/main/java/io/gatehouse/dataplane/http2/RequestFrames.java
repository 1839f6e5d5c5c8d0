package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.AsciiString;

/**
 * A request to a server that speaks HTTP/2 (RFC 9113 section 8.3), the way HAProxy sends it: an
 * authority only where the request's line names one, else the field Host.
 */
final class RequestFrames extends MessageFrames {
  private static final AsciiString HOST = AsciiString.cached("host");
  private static final AsciiString TE = AsciiString.cached("te");
  private static final AsciiString TRAILERS = AsciiString.cached("trailers");
  private static final AsciiString HTTPS = AsciiString.cached("https");
  private static final AsciiString SLASH = AsciiString.cached("/");
  private static final AsciiString ASTERISK = AsciiString.cached("*");
  private static final String BETWEEN = "://";

  private final HeadPool heads;
  private Method method = Method.OTHER;

  RequestFrames(HeadPool heads) {
    this.heads = heads;
  }

  /** Of the request that was sent. */
  Method method() {
    return method;
  }

  @Override
  Http2HeadersFrame head(ByteBuf in) {
    RequestMessage head = heads.takeRequest(true);
    try {
      if (head.feed(in) != ScanResult.COMPLETE) {
        throw new IllegalStateException("not a head: " + head.error());
      }
      if (head.upgrade()) {
        throw new IllegalStateException("HTTP/2 has no Upgrade (RFC 9113 section 8.6)");
      }
      method = head.method();
      Step next = method == Method.CONNECT ? Step.OPEN : after(head.framing());
      begin(next, head.contentLength());
      return new DefaultHttp2HeadersFrame(fields(head), next == Step.OVER);
    } finally {
      heads.give(head);
    }
  }

  private Http2Headers fields(RequestMessage head) {
    Http2Headers fields = new DefaultHttp2Headers(false, head.fields() + 4);
    byte[] bytes = head.bytes();
    fields.method(new AsciiString(bytes, head.methodOffset(), head.methodLength(), true));
    AsciiString target = new AsciiString(bytes, head.uriOffset(), head.uriLength(), true);
    if (method == Method.CONNECT) {
      fields.authority(target);
    } else {
      target(target, fields);
    }
    addFields(head, fields);
    CharSequence te = fields.get(TE);
    if (te != null) {
      fields.remove(TE);
      if (AsciiString.contains(te, TRAILERS)) {
        fields.set(TE, TRAILERS);
      }
    }
    if (fields.authority() != null) {
      fields.remove(HOST);
    }
    return fields;
  }

  /** Without a scheme it is that of browsers. */
  private void target(AsciiString target, Http2Headers fields) {
    int scheme = target.byteAt(0) == '/' ? -1 : target.indexOf(BETWEEN);
    AsciiString path = target;
    fields.scheme(HTTPS);
    if (scheme > 0) {
      AsciiString rest = target.subSequence(scheme + BETWEEN.length());
      int slash = rest.indexOf("/");
      AsciiString authority = slash < 0 ? rest : rest.subSequence(0, slash);
      path = slash < 0 ? AsciiString.EMPTY_STRING : rest.subSequence(slash);
      fields.scheme(target.subSequence(0, scheme));
      fields.authority(authority.subSequence(authority.indexOf("@") + 1));
    }
    AsciiString whole = method == Method.OPTIONS ? ASTERISK : SLASH;
    fields.path(path.isEmpty() ? whole : path);
  }
}
