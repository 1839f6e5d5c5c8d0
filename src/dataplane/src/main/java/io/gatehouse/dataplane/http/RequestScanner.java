package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ByteClass.blank;
import static io.gatehouse.dataplane.http.ByteClass.digit;
import static io.gatehouse.dataplane.http.ByteClass.token;

/**
 * The request line (RFC 9112 section 3). Several blanks between its parts are read as one, as
 * HAProxy does, and go out as one space.
 */
final class RequestScanner extends HeadScanner {
  private static final int METHOD = START;
  private static final int METHOD_SP = START + 1;
  private static final int TARGET = START + 2;
  private static final int TARGET_SP = START + 3;
  private static final int VERSION = START + 4;
  private static final int LINE_LF = START + 5;
  private static final int OLD_LF = START + 6;

  private final RequestMessage request;
  private final TargetCheck targetCheck;

  RequestScanner(RequestMessage request) {
    super(request, true);
    this.request = request;
    this.targetCheck = new TargetCheck(request);
  }

  @Override
  int startLine(byte[] bytes, int p, int limit) {
    return switch (state) {
      case METHOD -> method(bytes, p, limit);
      case METHOD_SP -> gap(bytes, p, limit, TARGET);
      case TARGET -> target(bytes, p, limit);
      case TARGET_SP -> gap(bytes, p, limit, VERSION);
      case VERSION -> version(bytes, p, limit);
      case LINE_LF -> expectLf(bytes, p, NEXT);
      default -> expectLf(bytes, p, DONE);
    };
  }

  private int method(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && token(bytes[p])) {
      p++;
    }
    if (p == limit) {
      return p;
    }
    if (bytes[p] == ' ' || bytes[p] == '\t') {
      request.endMethod(p);
      request.startEdited |= bytes[p] == '\t';
      state = METHOD_SP;
      return p + 1;
    }
    boolean lineEnds = bytes[p] == '\r' || bytes[p] == '\n';
    return fail(lineEnds ? ScanError.NO_VERSION : ScanError.METHOD, p);
  }

  private int gap(byte[] bytes, int from, int limit, int then) {
    int p = from;
    while (p < limit && blank(bytes[p])) {
      request.startEdited = true;
      p++;
    }
    if (p == limit) {
      return p;
    }
    if (bytes[p] == '\r' || bytes[p] == '\n') {
      return then == VERSION ? oldRequest(bytes, p) : fail(ScanError.NO_VERSION, p);
    }
    if (then == TARGET) {
      request.startTarget(p);
    } else {
      request.startVersion(p);
    }
    state = then;
    return p;
  }

  private int target(byte[] bytes, int from, int limit) {
    int p = from;
    while (true) {
      p = ByteClass.skipTarget(bytes, p, limit);
      if (p == limit) {
        return p;
      }
      byte b = bytes[p];
      if (b == ' ' || b == '\t') {
        request.endTarget(p);
        request.startEdited |= b == '\t';
        state = TARGET_SP;
        return p + 1;
      }
      if (b == '\r' || b == '\n') {
        request.endTarget(p);
        return oldRequest(bytes, p);
      }
      boolean plain = b == '!' || b == '"';
      if (!plain && !(unsafe && (b < 0 || b == '#'))) {
        return fail(b == '#' ? ScanError.TARGET_FRAGMENT : ScanError.TARGET_BYTE, p);
      }
      p++;
    }
  }

  /**
   * HTTP/0.9: only a GET, and only where violations are accepted or harmless; goes on as HTTP/1.0.
   */
  private int oldRequest(byte[] bytes, int p) {
    if (!unsafe && !request.peeked() || request.method() != Method.GET) {
      return fail(ScanError.NO_VERSION, p);
    }
    request.noVersion(p);
    state = bytes[p] == '\r' ? OLD_LF : DONE;
    return p + 1;
  }

  private int version(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && ByteClass.version(bytes[p])) {
      p++;
    }
    if (p == limit) {
      return p;
    }
    boolean lf = bytes[p] == '\n';
    if ((bytes[p] != '\r' && !lf) || !endVersion(bytes, p)) {
      return fail(ScanError.VERSION, p);
    }
    request.edited |= lf || request.startEdited;
    state = lf ? NEXT : LINE_LF;
    return p + 1;
  }

  private boolean endVersion(byte[] bytes, int end) {
    int start = request.endVersion(end);
    int version = version(bytes, start, end - start, unsafe);
    int spoken = version < 11 ? 10 : request.http2() ? 20 : 11;
    request.version = request.peeked() ? version : spoken;
    request.startEdited |= version > 11;
    return version >= 0;
  }

  /** Ten times the major plus the minor digit; 0 for another protocol that is let pass; or -1. */
  static int version(byte[] bytes, int offset, int length, boolean anyProtocol) {
    boolean http =
        length == 8
            && bytes[offset] == 'H'
            && bytes[offset + 1] == 'T'
            && bytes[offset + 2] == 'T'
            && bytes[offset + 3] == 'P'
            && bytes[offset + 4] == '/'
            && digit(bytes[offset + 5])
            && bytes[offset + 6] == '.'
            && digit(bytes[offset + 7]);
    if (http) {
      return (bytes[offset + 5] - '0') * 10 + bytes[offset + 7] - '0';
    }
    return anyProtocol ? 0 : -1;
  }

  @Override
  ScanError finish() {
    Method method = request.method();
    if (request.peeked()) {
      return targetCheck.check(method, unsafe);
    }
    if (method == Method.OTHER && request.http2Preface()) {
      return request.http2() ? ScanError.METHOD : ScanError.HTTP2_PREFACE;
    }
    ScanError found = targetCheck.check(method, unsafe);
    if (found == ScanError.NONE) {
      found = request.notes.settle(true);
    }
    if (found == ScanError.NONE && payloadRefused(method)) {
      found = ScanError.PAYLOAD;
    }
    if (found != ScanError.NONE) {
      return found;
    }
    request.notes.settleUpgrade();
    return request.websocket() && !unsafe && !hasKey() ? ScanError.WEBSOCKET_KEY : found;
  }

  private boolean payloadRefused(Method method) {
    boolean bodiless = method == Method.GET || method == Method.HEAD || method == Method.DELETE;
    return bodiless
        && request.version < 11
        && (request.contentLength() > 0 || request.notes.chunked())
        && !request.rules.payloadWithAnyMethod();
  }

  private boolean hasKey() {
    int field = request.find(Words.SEC_WEBSOCKET_KEY, 0);
    return field >= 0 && request.valueLength(field) == 24;
  }
}
