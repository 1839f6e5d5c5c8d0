package io.gatehouse.dataplane.http;

import io.gatehouse.api.RequestHead;
import io.netty.buffer.ByteBuf;

/**
 * A request: feed it what arrives until it is complete, read and edit the head, then write it.
 *
 * <p>The target's parts are only looked for when asked for. Belongs to one event loop; see {@link
 * HeadPool} for its life.
 */
public final class RequestMessage extends Message implements RequestHead {
  private static final int UNKNOWN = -2;

  private final RequestScanner scanner;
  private int methodOffset;
  private int methodLength;
  private int uriOffset;
  private int uriLength;
  private int versionOffset;
  private int versionLength;
  private int pathOffset;
  private Method method = Method.OTHER;
  private boolean bodyUnwanted;
  private byte[] line = new byte[256];

  /** It came by HTTP/2; its head was written as one of HTTP/1. */
  private boolean http2;

  /** The body is as long as it is: no field tells of it until it goes to a server. */
  private boolean unmeasured;

  /** It goes nowhere. */
  private boolean peeked;

  /** A rule said what the target is, so that it goes out as it is. */
  private boolean ownTarget;

  RequestMessage(HeadRules rules) {
    super(rules);
    this.scanner = new RequestScanner(this);
  }

  /**
   * Makes it ready for a new head.
   *
   * @param unsafe {@code option accept-unsafe-violations-in-http-request}
   */
  public RequestMessage begin(boolean unsafe) {
    clear();
    methodOffset = 0;
    methodLength = 0;
    uriOffset = 0;
    uriLength = 0;
    versionOffset = 0;
    versionLength = 0;
    pathOffset = UNKNOWN;
    method = Method.OTHER;
    bodyUnwanted = false;
    http2 = false;
    unmeasured = false;
    peeked = false;
    ownTarget = false;
    scanner.begin(unsafe);
    return this;
  }

  /**
   * Before the first byte: the head came by HTTP/2 and is fed as one of HTTP/1.
   *
   * @param bodyFollows one of unknown length, which is fed in chunks
   */
  public void http2(boolean bodyFollows) {
    http2 = true;
    unmeasured = bodyFollows;
  }

  /** Whether it came by HTTP/2. */
  public boolean http2() {
    return http2;
  }

  /**
   * Before the first byte: the message is only looked at, so that what a server must not get is no
   * fault, and its target is left as it is.
   */
  public RequestMessage peek() {
    peeked = true;
    return this;
  }

  boolean peeked() {
    return peeked;
  }

  /** Before it goes out: the next hop is told what the body's length is known by. */
  public void tellFraming() {
    if (unmeasured) {
      add(Words.TRANSFER_ENCODING, Words.CHUNKED, 0, Words.CHUNKED.length);
    }
  }

  @Override
  public ScanResult feed(ByteBuf in) {
    return scanner.feed(in);
  }

  /**
   * Copies the first bytes, the request line as it came, to where no edit changes them; until the
   * next call.
   */
  public byte[] copyOfLine(int length) {
    if (line.length < length) {
      line = new byte[length];
    }
    System.arraycopy(bytes, 0, line, 0, length);
    return line;
  }

  /** Whether a byte of the head has come; empty lines before it do not count. */
  public boolean started() {
    return scanner.started();
  }

  @Override
  public ScanError error() {
    return scanner.error();
  }

  @Override
  public int errorOffset() {
    return scanner.errorOffset();
  }

  @Override
  public Framing framing() {
    if (method == Method.CONNECT) {
      return Framing.NONE;
    }
    if (unmeasured || notes.chunked()) {
      return Framing.CHUNKED;
    }
    return notes.contentLength > 0 ? Framing.LENGTH : Framing.NONE;
  }

  /** Whether the client waits for a 100 before it sends the body. */
  public boolean expectContinue() {
    return version >= 11 && notes.expectContinue();
  }

  public Method method() {
    return method;
  }

  void endMethod(int end) {
    methodLength = end;
    method = Method.of(bytes, 0, end);
    bodyUnwanted = method == Method.HEAD;
  }

  /** Whether the client asked for a head alone, whatever a rule has made of its method. */
  public boolean bodyUnwanted() {
    return bodyUnwanted;
  }

  void startTarget(int at) {
    uriOffset = at;
  }

  void endTarget(int end) {
    uriLength = end - uriOffset;
  }

  void startVersion(int at) {
    versionOffset = at;
  }

  int endVersion(int end) {
    versionLength = end - versionOffset;
    startEnd = end;
    return versionOffset;
  }

  void noVersion(int lineEnd) {
    version = 10;
    startEnd = lineEnd;
    startEdited = true;
    edited = true;
  }

  /** "PRI * HTTP/2.0": a client that speaks HTTP/2 without asking first (RFC 9113 section 3.4). */
  boolean http2Preface() {
    return methodLength == 3
        && bytes[methodOffset] == 'P'
        && bytes[methodOffset + 1] == 'R'
        && bytes[methodOffset + 2] == 'I'
        && uriLength == 1
        && bytes[uriOffset] == '*'
        && bytes[versionOffset + 5] == '2';
  }

  /** Whether it was refused because it is the first half of HTTP/2's preface, and nothing else. */
  public boolean prefaced() {
    return error() == ScanError.HTTP2_PREFACE && headLength() == Http2Preface.HEAD;
  }

  void target(int offset, int length) {
    uriOffset = offset;
    uriLength = length;
    pathOffset = UNKNOWN;
    startEdited = true;
    edited = true;
  }

  @Override
  public int methodOffset() {
    return methodOffset;
  }

  @Override
  public int methodLength() {
    return methodLength;
  }

  @Override
  public int uriOffset() {
    return uriOffset;
  }

  @Override
  public int uriLength() {
    return uriLength;
  }

  @Override
  public int pathOffset() {
    if (pathOffset == UNKNOWN) {
      pathOffset = UriParts.pathStart(bytes, uriOffset, uriOffset + uriLength);
    }
    return pathOffset;
  }

  @Override
  public int pathLength() {
    int from = pathOffset();
    return from < 0 ? 0 : UriParts.questionMark(bytes, from, uriOffset + uriLength) - from;
  }

  @Override
  public int queryOffset() {
    int end = uriOffset + uriLength;
    return Math.min(end, UriParts.questionMark(bytes, uriOffset, end) + 1);
  }

  @Override
  public int queryLength() {
    return uriOffset + uriLength - queryOffset();
  }

  @Override
  public boolean method(byte[] value, int offset, int length) {
    int at = keep(value, offset, length);
    if (at < 0) {
      return false;
    }
    methodOffset = at;
    methodLength = length;
    method = Method.of(bytes, at, length);
    startEdited = true;
    edited = true;
    return true;
  }

  @Override
  public boolean uri(byte[] value, int offset, int length) {
    int at = keep(value, offset, length);
    if (at >= 0) {
      target(at, length);
      ownTarget = true;
    }
    return at >= 0;
  }

  @Override
  public boolean path(byte[] value, int offset, int length) {
    int from = pathOffset();
    if (from < 0) {
      return false;
    }
    return splice(from, from + pathLength(), value, offset, length);
  }

  @Override
  public boolean query(byte[] value, int offset, int length) {
    int end = uriOffset + uriLength;
    int mark = UriParts.questionMark(bytes, uriOffset, end);
    if (length == 0) {
      return splice(mark, end, value, offset, 0);
    }
    if (mark < end) {
      return splice(mark + 1, end, value, offset, length);
    }
    int before = used;
    boolean done =
        keep(bytes, uriOffset, uriLength) >= 0
            && keep(Words.QUESTION_MARK, 0, 1) >= 0
            && keep(value, offset, length) >= 0;
    return conclude(before, done);
  }

  /** Replaces {@code from..to} of the target. */
  private boolean splice(int from, int to, byte[] value, int offset, int length) {
    int before = used;
    int end = uriOffset + uriLength;
    boolean done =
        keep(bytes, uriOffset, from - uriOffset) >= 0
            && keep(value, offset, length) >= 0
            && keep(bytes, to, end - to) >= 0;
    return conclude(before, done);
  }

  private boolean conclude(int before, boolean done) {
    if (done) {
      target(before, used - before);
    } else {
      used = before;
    }
    return done;
  }

  /** Not of a request; the configuration never asks for it. */
  @Override
  public boolean status(int status, byte[] reason, int offset, int length) {
    throw new IllegalStateException("a request has no status");
  }

  /**
   * Clients of HTTP/2 name scheme and authority always, so these do not tell that they mean a
   * proxy: servers get the path alone.
   */
  private void writeTarget(ByteBuf out) {
    int end = uriOffset + uriLength;
    int from = uriOffset;
    if (http2 && !ownTarget && method != Method.CONNECT && UriParts.web(bytes, uriOffset, end)) {
      from = pathOffset();
      if (from < 0) {
        out.writeByte(method == Method.OPTIONS ? '*' : '/');
        return;
      }
    }
    out.writeBytes(bytes, from, end - from);
  }

  @Override
  void writeStartLine(ByteBuf out) {
    out.writeBytes(bytes, methodOffset, methodLength).writeByte(' ');
    writeTarget(out);
    out.writeByte(' ');
    if (version >= 11) {
      out.writeBytes(Words.HTTP_1_1);
    } else if (versionLength == 0) {
      out.writeBytes(Words.HTTP_1_0);
    } else {
      out.writeBytes(bytes, versionOffset, versionLength);
    }
  }
}
