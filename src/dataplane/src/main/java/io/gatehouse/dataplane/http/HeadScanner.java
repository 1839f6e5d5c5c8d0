package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ByteClass.blank;
import static io.gatehouse.dataplane.http.ByteClass.token;

import io.netty.buffer.ByteBuf;

/**
 * Copies arriving bytes into the message's array and scans them once. The place is kept between
 * feedings, so a head that arrives byte by byte costs no more than one that arrives whole. The
 * states follow the grammar of RFC 9112 sections 2.1 and 5:
 *
 * <pre>
 *  BEFORE ─► start line states ─► NAME ─► BLANK ─► VALUE ─► VALUE_LF ─► NEXT ─┬─► NAME …
 *   (empty lines are skipped)              (fold) ▲──────────────────────────┤
 *                                                             DONE ◄─ END_LF ◄┘
 * </pre>
 */
abstract class HeadScanner {
  static final int BEFORE = 0;
  static final int BEFORE_LF = 1;
  static final int NEXT = 2;
  static final int NAME = 3;
  static final int BLANK = 4;
  static final int VALUE = 5;
  static final int VALUE_LF = 6;
  static final int END_LF = 7;
  static final int DONE = 8;
  static final int FAILED = 9;

  /** First of the states in which a subclass scans the start line. */
  static final int START = 10;

  /** Heads are small: copying more than this at once would mostly copy the body behind them. */
  private static final int CHUNK = 2_048;

  private final Message message;
  private final boolean request;
  private final HeadRules rules;

  int state;
  boolean unsafe;
  private int pos;
  private int nameStart;
  private int nameEnd;
  private int valueStart;

  /** The name holds a byte that only unsafe mode lets pass; its field is then dropped. */
  private boolean badName;

  private boolean first;
  private ScanError error = ScanError.NONE;
  private int errorOffset;

  HeadScanner(Message message, boolean request) {
    this.message = message;
    this.request = request;
    this.rules = message.rules;
  }

  void begin(boolean unsafeAccepted) {
    state = BEFORE;
    unsafe = unsafeAccepted;
    pos = 0;
    nameStart = 0;
    badName = false;
    first = true;
    error = ScanError.NONE;
    errorOffset = 0;
  }

  /** Scans from {@code p} in one of the subclass's states; returns the place reached. */
  abstract int startLine(byte[] bytes, int p, int limit);

  /** Called once behind the empty line; checks what concerns the head as a whole. */
  abstract ScanError finish();

  ScanResult feed(ByteBuf in) {
    if (state <= BEFORE_LF && !skipEmptyLines(in)) {
      return state == FAILED ? ScanResult.ERROR : ScanResult.NEED_MORE;
    }
    byte[] bytes = message.bytes;
    int ceiling = rules.received();
    while (in.isReadable() && message.used < ceiling) {
      int count = Math.min(Math.min(CHUNK, ceiling - message.used), in.readableBytes());
      in.readBytes(bytes, message.used, count);
      message.used += count;
      pos = run(bytes, pos, message.used);
      if (state == DONE) {
        in.readerIndex(in.readerIndex() - (message.used - pos));
        message.used = pos;
        message.headEnd = pos;
        return conclude();
      }
      if (state == FAILED) {
        return ScanResult.ERROR;
      }
    }
    if (message.used < ceiling) {
      return ScanResult.NEED_MORE;
    }
    fail(state >= START ? ScanError.TARGET_TOO_LONG : ScanError.HEAD_TOO_LARGE, pos);
    return ScanResult.ERROR;
  }

  private ScanResult conclude() {
    ScanError found = finish();
    if (found == ScanError.NONE) {
      return ScanResult.COMPLETE;
    }
    fail(found, 0);
    return ScanResult.ERROR;
  }

  /** Robustness of RFC 9112 section 2.2; such lines never enter the array. */
  private boolean skipEmptyLines(ByteBuf in) {
    while (in.isReadable()) {
      byte b = in.getByte(in.readerIndex());
      if (state == BEFORE && token(b)) {
        state = START;
        return true;
      }
      boolean good = b == '\n' || (b == '\r' && state == BEFORE);
      if (!good) {
        fail(state == BEFORE ? ScanError.START : ScanError.LINE_END, 0);
        return false;
      }
      state = b == '\r' ? BEFORE_LF : BEFORE;
      in.skipBytes(1);
    }
    return false;
  }

  private int run(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && state != DONE && state != FAILED) {
      p =
          switch (state) {
            case NAME -> name(bytes, p, limit);
            case BLANK -> blanks(bytes, p, limit);
            case VALUE -> value(bytes, p, limit);
            case VALUE_LF -> expectLf(bytes, p, NEXT);
            case NEXT -> next(bytes, p);
            case END_LF -> expectLf(bytes, p, DONE);
            default -> startLine(bytes, p, limit);
          };
    }
    return p;
  }

  int fail(ScanError why, int at) {
    error = why;
    errorOffset = at;
    state = FAILED;
    return at;
  }

  /** Behind a line's CR. */
  int expectLf(byte[] bytes, int p, int then) {
    if (bytes[p] != '\n') {
      return fail(ScanError.LINE_END, p);
    }
    state = then;
    return p + 1;
  }

  /** First byte of a line: a name, the empty line, or white space that folds the line before. */
  private int next(byte[] bytes, int p) {
    byte b = bytes[p];
    if (first) {
      first = false;
    } else if (blank(b)) {
      return fold(bytes, p);
    } else if (!endField(bytes, p)) {
      return p;
    }
    if (b == '\r') {
      state = END_LF;
      return p + 1;
    }
    if (b == '\n') {
      message.edited = true;
      return expectLf(bytes, p, DONE);
    }
    nameStart = p;
    state = NAME;
    return p;
  }

  /** obs-fold is replaced by spaces, one of the two cures of RFC 9112 section 5.2. */
  private int fold(byte[] bytes, int p) {
    int at = p - 1;
    bytes[at] = ' ';
    if (bytes[at - 1] == '\r') {
      bytes[at - 1] = ' ';
    }
    message.edited = true;
    state = VALUE;
    return p;
  }

  private int name(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && token(bytes[p])) {
      p++;
    }
    if (p == limit) {
      return p;
    }
    if (bytes[p] == ':') {
      if (p == nameStart) {
        return fail(ScanError.FIELD_EMPTY_NAME, p);
      }
      nameEnd = p;
      state = BLANK;
      return p + 1;
    }
    if (!unsafe || bytes[p] == '\n') {
      return fail(ScanError.FIELD_NAME, p);
    }
    badName = true;
    return p + 1;
  }

  private int blanks(byte[] bytes, int from, int limit) {
    int p = from;
    while (p < limit && blank(bytes[p])) {
      p++;
    }
    if (p < limit) {
      valueStart = p;
      state = VALUE;
    }
    return p;
  }

  private int value(byte[] bytes, int from, int limit) {
    int p = from;
    while (true) {
      p = ByteClass.skipValue(bytes, p, limit);
      if (p == limit) {
        return p;
      }
      switch (bytes[p]) {
        case '\r' -> {
          state = VALUE_LF;
          return p + 1;
        }
        case '\n' -> {
          message.edited = true;
          state = NEXT;
          return p + 1;
        }
        case 0 -> {
          if (!unsafe) {
            return fail(ScanError.FIELD_NUL, p);
          }
          p++;
        }
        default -> p++;
      }
    }
  }

  /** Stores the field whose line ended just before {@code p}. */
  private boolean endField(byte[] bytes, int p) {
    int lineEnd = p >= 2 && bytes[p - 2] == '\r' ? p - 2 : p - 1;
    int start = valueStart;
    while (start < lineEnd && blank(bytes[start])) {
      start++;
    }
    int end = ListValue.trimEnd(bytes, start, lineEnd);
    int field = message.slot(nameStart, nameEnd - nameStart, start, end - start, lineEnd);
    if (badName) {
      badName = false;
      message.remove(field);
      return true;
    }
    ScanError found = message.notes.note(field);
    // The last slot of tune.http.maxhdr ends HAProxy's list; dropped fields use none.
    if (found == ScanError.NONE
        && message.fields() >= rules.maxhdr()
        && message.kept() >= rules.maxhdr()) {
      found = ScanError.TOO_MANY_FIELDS;
    }
    if (found != ScanError.NONE) {
      fail(found, start);
      return false;
    }
    return true;
  }

  ScanError error() {
    return error;
  }

  int errorOffset() {
    return errorOffset;
  }

  boolean isRequest() {
    return request;
  }

  boolean started() {
    return message.used > 0;
  }
}
