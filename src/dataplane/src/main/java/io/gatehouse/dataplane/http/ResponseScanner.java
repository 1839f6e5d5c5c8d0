package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ByteClass.blank;
import static io.gatehouse.dataplane.http.ByteClass.digit;

/** The status line (RFC 9112 section 4). The reason is passed on as it came, or left out. */
final class ResponseScanner extends HeadScanner {
  private static final int VERSION = START;
  private static final int VERSION_SP = START + 1;
  private static final int STATUS = START + 2;
  private static final int STATUS_SP = START + 3;
  private static final int REASON = START + 4;
  private static final int LINE_LF = START + 5;
  private static final int HTTP_2 = 20;
  private static final int LARGEST_STATUS = 65_535;

  private final ResponseMessage response;
  private int statusStart;
  private int status;

  ResponseScanner(ResponseMessage response) {
    super(response, false);
    this.response = response;
  }

  @Override
  int startLine(byte[] bytes, int p, int limit) {
    return switch (state) {
      case VERSION -> version(bytes, p, limit);
      case VERSION_SP -> versionGap(bytes, p, limit);
      case STATUS -> status(bytes, p, limit);
      case STATUS_SP -> statusGap(bytes, p, limit);
      case REASON -> reason(bytes, p, limit);
      default -> expectLf(bytes, p, NEXT);
    };
  }

  private int version(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && ByteClass.version(bytes[p])) {
      p++;
    }
    if (p == limit) {
      return p;
    }
    int version = blank(bytes[p]) ? RequestScanner.version(bytes, 0, p, unsafe) : -1;
    if (version < 0) {
      return fail(ScanError.VERSION, p);
    }
    response.version = version >= HTTP_2 ? HTTP_2 : version >= 11 ? 11 : 10;
    response.endVersion(p);
    response.startEdited = version > 11 || bytes[p] == '\t';
    state = VERSION_SP;
    return p + 1;
  }

  private int versionGap(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && blank(bytes[p])) {
      response.startEdited = true;
      p++;
    }
    if (p < limit) {
      statusStart = p;
      status = 0;
      state = STATUS;
    }
    return p;
  }

  private int status(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && digit(bytes[p])) {
      status = status * 10 + bytes[p] - '0';
      if (p - statusStart >= 3 && (!unsafe || status > LARGEST_STATUS)) {
        return fail(ScanError.STATUS, p);
      }
      p++;
    }
    if (p == limit) {
      return p;
    }
    if (bytes[p] == '\r' || bytes[p] == '\n') {
      // Without a reason the space in front of it is missing too; it goes out complete.
      response.startEdited = true;
      return p - statusStart < 3 ? fail(ScanError.STATUS, p) : endLine(bytes, p, p);
    }
    if (!blank(bytes[p]) || p - statusStart < 3 || status < 100) {
      return fail(ScanError.STATUS, p);
    }
    response.status(status);
    response.startEdited |= bytes[p] == '\t';
    state = STATUS_SP;
    return p + 1;
  }

  private int statusGap(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && blank(bytes[p])) {
      p++;
    }
    if (p < limit) {
      response.startReason(p);
      state = REASON;
    }
    return p;
  }

  private int reason(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && bytes[p] != '\r' && bytes[p] != '\n') {
      p++;
    }
    return p == limit ? p : endLine(bytes, response.reasonOffset(), p);
  }

  private int endLine(byte[] bytes, int reasonStart, int p) {
    if (status < 100) {
      return fail(ScanError.STATUS, statusStart);
    }
    response.status(status);
    response.startReason(reasonStart);
    response.endReason(p);
    boolean lf = bytes[p] == '\n';
    response.edited |= lf || response.startEdited;
    state = lf ? NEXT : LINE_LF;
    return p + 1;
  }

  @Override
  ScanError finish() {
    BodyNotes notes = response.notes;
    ScanError found = notes.settle(false);
    if (found != ScanError.NONE) {
      return found;
    }
    if (response.status() != 101) {
      notes.clearUpgrade();
    }
    if (response.framing() == Framing.TUNNEL
        || response.status() < 200
        || response.status() == 204) {
      notes.dropBodyFields();
    }
    boolean handshake = notes.websocket() && notes.upgradeToken();
    boolean answered = response.find(Words.SEC_WEBSOCKET_ACCEPT, 0) >= 0;
    return handshake && !answered && !unsafe ? ScanError.WEBSOCKET_KEY : ScanError.NONE;
  }
}
