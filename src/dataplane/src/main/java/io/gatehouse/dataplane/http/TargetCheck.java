package io.gatehouse.dataplane.http;

/**
 * Whether method, request target and Host fit together (RFC 9112 sections 3.2 and 3.3), and the
 * scheme-based normalisation of an absolute target (RFC 3986 section 6.2.3).
 */
final class TargetCheck {
  private final RequestMessage request;
  private final Range scheme = new Range();
  private final Range authority = new Range();
  private final Range host = new Range();

  TargetCheck(RequestMessage request) {
    this.request = request;
  }

  ScanError check(Method method, boolean unsafe) {
    int from = request.uriOffset();
    byte first = request.bytes[from];
    if (first == '/') {
      return method == Method.CONNECT ? ScanError.TARGET_FORM : ScanError.NONE;
    }
    if (first == '*') {
      boolean known = method != Method.OTHER && method != Method.OPTIONS;
      return known || request.uriLength() != 1 ? ScanError.TARGET_FORM : ScanError.NONE;
    }
    return absoluteOrAuthority(method, unsafe);
  }

  private ScanError absoluteOrAuthority(Method method, boolean unsafe) {
    byte[] bytes = request.bytes;
    int from = request.uriOffset();
    int end = from + request.uriLength();
    int schemeEnd = UriParts.schemeEnd(bytes, from, end);
    boolean absolute = schemeEnd >= 0;
    if (absolute == (method == Method.CONNECT)) {
      return ScanError.TARGET_FORM;
    }
    int start = absolute ? schemeEnd : from;
    int authorityEnd = UriParts.authorityEnd(bytes, start, end);
    authority.set(UriParts.hostStart(bytes, start, authorityEnd), authorityEnd);
    scheme.set(from, start);
    findHost();
    if (!unsafe) {
      if (Authority.forbidden(bytes, authority.from, authority.to)
          || Authority.severalPorts(bytes, authority.from, authority.to)) {
        return ScanError.TARGET_AUTHORITY;
      }
      ScanError found = compare(absolute);
      if (found != ScanError.NONE) {
        return found;
      }
    }
    if (!absolute) {
      normaliseConnect();
      return ScanError.NONE;
    }
    return request.peeked() || normalise(method) ? ScanError.NONE : ScanError.HEAD_TOO_LARGE;
  }

  /** CONNECT has no scheme: the port of either one is left out of Host, but not of the target. */
  private void normaliseConnect() {
    int port = host.absent() ? -1 : Authority.port(request.bytes, host.from, host.to);
    if (port >= 0 && Authority.usualWithoutScheme(request.bytes, port, host.to)) {
      request.shorten(request.notes.hostField, port - 1 - host.from);
    }
  }

  private void findHost() {
    int field = request.notes.hostField;
    if (field < 0) {
      host.clear();
    } else {
      int value = request.valueOffset(field);
      host.set(value, value + request.valueLength(field));
    }
  }

  private ScanError compare(boolean absolute) {
    if (!absolute) {
      return Authority.checkConnect(request.bytes, authority, host);
    }
    boolean matches = host.absent() || Authority.matches(request.bytes, scheme, authority, host);
    return matches ? ScanError.NONE : ScanError.HOST_MISMATCH;
  }

  /** Leaves out a default port and spells out an empty path; false when there is no room. */
  private boolean normalise(Method method) {
    byte[] bytes = request.bytes;
    int end = request.uriOffset() + request.uriLength();
    int port = Authority.port(bytes, authority.from, authority.to);
    boolean usualPort = port >= 0 && Authority.usual(bytes, scheme, port, authority.to);
    boolean emptyPath = authority.to == end && method != Method.OPTIONS;
    if (!usualPort && !emptyPath) {
      return true;
    }
    int hostEnd = usualPort ? port - 1 : authority.to;
    int target = request.keep(bytes, scheme.from, hostEnd - scheme.from);
    int path =
        emptyPath
            ? request.keep(Words.SLASH, 0, 1)
            : request.keep(bytes, authority.to, end - authority.to);
    if (target < 0 || path < 0) {
      return false;
    }
    request.target(target, request.used - target);
    int field = request.notes.hostField;
    return field < 0 || request.value(field, bytes, authority.from, hostEnd - authority.from);
  }
}
