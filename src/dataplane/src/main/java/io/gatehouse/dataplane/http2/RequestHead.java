package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.http.ContentLength;
import io.gatehouse.dataplane.http.Method;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request that came by HTTP/2, written as one of HTTP/1 (RFC 9113 section 8.3) the
 * way HAProxy sees it: an absolute target where an authority is given, Host from that authority,
 * cookies joined into one field. Nothing that could end a line early gets through.
 */
final class RequestHead {
  private static final AsciiString COOKIE = AsciiString.cached("cookie");
  private static final AsciiString HOST = AsciiString.cached("host");
  private static final AsciiString LENGTH = AsciiString.cached("content-length");
  private static final AsciiString ASTERISK = AsciiString.cached("*");
  private static final AsciiString COLON_SLASHES = AsciiString.cached("://");
  private static final AsciiString VERSION = AsciiString.cached(" HTTP/2.0\r\n");
  private static final AsciiString CONNECT = AsciiString.cached("CONNECT");

  /** The method that HTTP/2's preface shows to HTTP/1; it is no other one's. */
  private static final AsciiString PREFACE = AsciiString.cached("PRI");

  /** What is to be done with it. */
  enum Verdict {
    SERVE,
    /** It can be understood, but is answered with a 400. */
    REFUSE,
    /** The stream is reset. */
    MALFORMED
  }

  private final Http2Headers headers;
  private final boolean ended;
  private final List<AsciiString> cookies = new ArrayList<>();
  private AsciiString method = AsciiString.EMPTY_STRING;
  private @Nullable AsciiString scheme;
  private @Nullable AsciiString authority;
  private @Nullable AsciiString path;
  private long length = -1;
  private boolean hostSeen;

  /**
   * @param ended whether the stream ends with it
   */
  RequestHead(Http2Headers headers, boolean ended) {
    this.headers = headers;
    this.ended = ended;
  }

  /** Writes it unless it is not to be served. */
  Verdict write(ByteBuf out) {
    if (!readPseudoFields() || !targetComplete() || !targetClean()) {
      return Verdict.MALFORMED;
    }
    if (!FieldBytes.token(method) || method.contentEquals(PREFACE) || !schemeClean()) {
      return Verdict.REFUSE;
    }
    writeLine(out);
    for (Map.Entry<CharSequence, CharSequence> field : headers) {
      AsciiString name = AsciiString.of(field.getKey());
      if (!name.isEmpty() && name.byteAt(0) == ':') {
        continue;
      }
      if (!writeField(name, AsciiString.of(field.getValue()), out)) {
        return Verdict.MALFORMED;
      }
    }
    writeCookies(out);
    FieldBytes.endLine(out);
    boolean never = ended && length > 0;
    return never ? Verdict.MALFORMED : Verdict.SERVE;
  }

  /** Each one at most once, and none but those of requests. */
  private boolean readPseudoFields() {
    for (Map.Entry<CharSequence, CharSequence> field : headers) {
      AsciiString value = AsciiString.of(field.getValue());
      PseudoHeaderName known = PseudoHeaderName.getPseudoHeader(field.getKey());
      if (known != null && (!FieldBytes.value(value) || !keep(known, value))) {
        return false;
      }
    }
    return true;
  }

  private boolean keep(PseudoHeaderName name, AsciiString value) {
    AsciiString before =
        switch (name) {
          case METHOD -> method.isEmpty() ? null : method;
          case SCHEME -> scheme;
          case AUTHORITY -> authority;
          case PATH -> path;
          // A response's :status, and the :protocol of an extended CONNECT, which is not offered.
          default -> value;
        };
    switch (name) {
      case METHOD -> method = value;
      case SCHEME -> scheme = value;
      case AUTHORITY -> authority = value;
      default -> path = value;
    }
    return before == null;
  }

  boolean connect() {
    return method.contentEquals(CONNECT);
  }

  /** CONNECT has an authority and nothing else; all others have scheme and path. */
  private boolean targetComplete() {
    AsciiString asked = path;
    if (connect()) {
      return scheme == null && asked == null && authority != null && !authority.isEmpty();
    }
    return !method.isEmpty()
        && scheme != null
        && asked != null
        && !asked.isEmpty()
        && (asked.byteAt(0) == '/' || asked.contentEquals(ASTERISK));
  }

  private boolean targetClean() {
    return (authority == null || FieldBytes.target(authority))
        && (path == null || FieldBytes.target(path));
  }

  private boolean schemeClean() {
    return scheme == null || FieldBytes.scheme(scheme);
  }

  private void writeLine(ByteBuf out) {
    AsciiString named = authority;
    FieldBytes.write(method, out);
    out.writeByte(' ');
    if (scheme == null && named != null) {
      FieldBytes.write(named, out);
    } else {
      writeTarget(out);
    }
    FieldBytes.write(VERSION, out);
    if (named != null) {
      FieldBytes.writeField(HOST, usual(named), out);
      hostSeen = true;
    }
  }

  private void writeTarget(ByteBuf out) {
    AsciiString by = scheme;
    AsciiString named = authority;
    AsciiString asked = path;
    if (by != null && named != null) {
      FieldBytes.write(by, out);
      FieldBytes.write(COLON_SLASHES, out);
      FieldBytes.write(usual(named), out);
    }
    if (asked != null && (named == null || !asked.contentEquals(ASTERISK))) {
      FieldBytes.write(asked, out);
    }
  }

  /** The authority without the port that its scheme implies (RFC 3986 section 6.2.3). */
  private AsciiString usual(AsciiString named) {
    AsciiString by = scheme;
    String port =
        by == null ? "" : by.contentEqualsIgnoreCase("http") ? ":80" : secure(by) ? ":443" : "";
    boolean implied = !port.isEmpty() && named.endsWith(port) && named.length() > port.length();
    return implied ? named.subSequence(0, named.length() - port.length()) : named;
  }

  private static boolean secure(AsciiString scheme) {
    return scheme.contentEqualsIgnoreCase("https");
  }

  private boolean writeField(AsciiString name, AsciiString value, ByteBuf out) {
    if (!FieldBytes.name(name)
        || !FieldBytes.value(value)
        || FieldBytes.ofConnection(name, value)) {
      return false;
    }
    if (name.contentEquals(COOKIE)) {
      cookies.add(value);
      return true;
    }
    if (name.contentEquals(HOST)) {
      if (hostSeen) {
        return true;
      }
      hostSeen = true;
    }
    if (name.contentEquals(LENGTH) && !noteLength(value)) {
      return false;
    }
    FieldBytes.writeField(name, value, out);
    return true;
  }

  private boolean noteLength(AsciiString value) {
    int from = value.arrayOffset();
    long said = ContentLength.parse(value.array(), from, from + value.length());
    boolean same = said >= 0 && (length < 0 || said == length);
    length = said;
    return same;
  }

  private void writeCookies(ByteBuf out) {
    for (int i = 0; i < cookies.size(); i++) {
      FieldBytes.write(i == 0 ? COOKIE : AsciiString.of(";"), out);
      FieldBytes.write(i == 0 ? AsciiString.of(": ") : AsciiString.of(" "), out);
      FieldBytes.write(cookies.get(i), out);
    }
    if (!cookies.isEmpty()) {
      FieldBytes.endLine(out);
    }
  }

  Method method() {
    return Method.of(method.array(), method.arrayOffset(), method.length());
  }

  /** Announced bytes of the body; -1 when nothing is announced. */
  long length() {
    return length;
  }

  /** Whether a body of unknown length follows. */
  boolean unmeasured() {
    return !ended && length < 0 && !connect();
  }
}
