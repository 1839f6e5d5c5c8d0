package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.http.ContentLength;
import io.gatehouse.dataplane.http.Method;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;

/**
 * The head of a response that came by HTTP/2, written as one of HTTP/1 but for its version (RFC
 * 9113 section 8.3.2). Nothing that could end a line early gets through.
 */
final class ResponseHead {
  private static final AsciiString VERSION = AsciiString.cached("HTTP/2.0 ");
  private static final AsciiString LENGTH = AsciiString.cached("content-length");
  private static final AsciiString CODING = AsciiString.cached("transfer-encoding");
  private static final AsciiString CHUNKED = AsciiString.cached("chunked");
  private static final int SWITCHING = 101;

  private final Http2Headers headers;
  private final Method asked;
  private final boolean ended;
  private int status;
  private long length = -1;

  /**
   * @param asked the method of the request
   * @param ended whether the stream ends with it
   */
  ResponseHead(Http2Headers headers, Method asked, boolean ended) {
    this.headers = headers;
    this.asked = asked;
    this.ended = ended;
  }

  /** False where it is malformed; what was written is to be dropped then. */
  boolean write(ByteBuf out) {
    if (!readStatus()) {
      return false;
    }
    FieldBytes.write(VERSION, out);
    FieldBytes.write(AsciiString.of(Integer.toString(status)), out);
    out.writeByte(' ');
    FieldBytes.endLine(out);
    for (Map.Entry<CharSequence, CharSequence> field : headers) {
      AsciiString name = AsciiString.of(field.getKey());
      boolean pseudo = !name.isEmpty() && name.byteAt(0) == ':';
      if (!pseudo && !writeField(name, AsciiString.of(field.getValue()), out)) {
        return false;
      }
    }
    if (chunked()) {
      FieldBytes.writeField(CODING, CHUNKED, out);
    }
    FieldBytes.endLine(out);
    boolean never = ended && length > 0 && mayHaveBody();
    return !never && !(interim() && ended);
  }

  /** The status alone, once, of three digits; nothing can be switched to. */
  private boolean readStatus() {
    int seen = 0;
    for (Map.Entry<CharSequence, CharSequence> field : headers) {
      if (Http2Headers.PseudoHeaderName.isPseudoHeader(field.getKey())) {
        AsciiString value = AsciiString.of(field.getValue());
        boolean known = Http2Headers.PseudoHeaderName.STATUS.value().contentEquals(field.getKey());
        long code = ContentLength.parse(value.array(), value.arrayOffset(), end(value));
        if (!known || value.length() != 3 || code < 100) {
          return false;
        }
        status = (int) code;
        seen++;
      }
    }
    return seen == 1 && status != SWITCHING;
  }

  private static int end(AsciiString value) {
    return value.arrayOffset() + value.length();
  }

  private boolean writeField(AsciiString name, AsciiString value, ByteBuf out) {
    if (!FieldBytes.name(name) || !FieldBytes.value(value) || FieldBytes.ofConnection(name)) {
      return false;
    }
    if (name.contentEquals(LENGTH)) {
      long said = ContentLength.parse(value.array(), value.arrayOffset(), end(value));
      if (said < 0 || length >= 0 && length != said) {
        return false;
      }
      length = said;
    }
    FieldBytes.writeField(name, value, out);
    return true;
  }

  /** Whether the final one follows. */
  boolean interim() {
    return status < 200;
  }

  private boolean mayHaveBody() {
    return !interim() && status != 204 && status != 304 && asked != Method.HEAD && !tunnel();
  }

  /** Whether what follows has no end of its own. */
  boolean tunnel() {
    return asked == Method.CONNECT && status / 100 == 2;
  }

  /** Whether a body of unknown length follows, though it may be empty. */
  boolean chunked() {
    return length < 0 && mayHaveBody();
  }

  /** Bytes that follow where that was said. */
  long length() {
    return mayHaveBody() ? length : 0;
  }
}
