package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ListValue.is;
import static io.gatehouse.dataplane.http.ListValue.memberEnd;
import static io.gatehouse.dataplane.http.ListValue.skipBlanks;
import static io.gatehouse.dataplane.http.ListValue.trimEnd;

/**
 * What the fields scanned so far say about the body and the connection. Anything on which two
 * implementations could disagree is refused (RFC 9112 sections 6.1 to 6.3); what is hop-by-hop, or
 * said twice, is dropped from the head.
 */
final class BodyNotes {
  private static final int TRANSFER_ENCODING = 1;
  private static final int CHUNKED_LAST = 2;
  private static final int CHUNKED_SEEN = 4;
  private static final int OTHER_CODING = 8;
  private static final int CLOSE = 16;
  private static final int KEEP_ALIVE = 32;
  private static final int UPGRADE_TOKEN = 64;
  private static final int UPGRADE_FIELD = 128;
  private static final int WEBSOCKET = 256;
  private static final int CONTINUE = 512;

  private final Message message;
  private int flags;

  /** Slot of the field that is kept, or -1. */
  private int lengthField;

  int hostField;
  long contentLength;

  BodyNotes(Message message) {
    this.message = message;
    clear();
  }

  void clear() {
    flags = 0;
    lengthField = -1;
    hostField = -1;
    contentLength = 0;
  }

  /** Looks at a field just added; recognised by length before anything is compared. */
  ScanError note(int field) {
    byte[] bytes = message.bytes;
    int name = message.nameOffset(field);
    return switch (message.nameLength(field)) {
      case 4 -> matches(bytes, name, Words.HOST) ? noteHost(field) : ScanError.NONE;
      case 6 -> matches(bytes, name, Words.EXPECT) ? noteExpect(field) : ScanError.NONE;
      case 7 -> matches(bytes, name, Words.UPGRADE) ? noteUpgrade(field) : ScanError.NONE;
      case 10 -> matches(bytes, name, Words.CONNECTION) ? noteConnection(field) : ScanError.NONE;
      case 14 -> matches(bytes, name, Words.CONTENT_LENGTH) ? noteLength(field) : ScanError.NONE;
      case 17 -> matches(bytes, name, Words.TRANSFER_ENCODING) ? noteCoding(field) : ScanError.NONE;
      default -> ScanError.NONE;
    };
  }

  private static boolean matches(byte[] bytes, int offset, byte[] word) {
    return (bytes[offset] | 0x20) == word[0] && ByteClass.equalsLower(bytes, offset, word);
  }

  private ScanError noteHost(int field) {
    if (message instanceof ResponseMessage) {
      return ScanError.NONE;
    }
    int value = message.valueOffset(field);
    int length = message.valueLength(field);
    if (hostField < 0) {
      hostField = field;
      return Authority.forbidden(message.bytes, value, value + length)
          ? ScanError.HOST_BYTE
          : ScanError.NONE;
    }
    boolean same =
        length == message.valueLength(hostField)
            && ByteClass.sameIgnoringCase(
                message.bytes, value, message.valueOffset(hostField), length);
    message.remove(field);
    return same ? ScanError.NONE : ScanError.HOST_DIFFERS;
  }

  private ScanError noteExpect(int field) {
    int value = message.valueOffset(field);
    if (is(message.bytes, value, value + message.valueLength(field), Words.CONTINUE)) {
      flags |= CONTINUE;
    }
    return ScanError.NONE;
  }

  /** Drops HTTP/2: an upgrade to it would leave this proxy's sight. */
  private ScanError noteUpgrade(int field) {
    byte[] bytes = message.bytes;
    int start = message.valueOffset(field);
    int end = start + message.valueLength(field);
    int kept = start;
    for (int p = skipBlanks(bytes, start, end); p < end; ) {
      int memberEnd = memberEnd(bytes, p, end);
      int trimmed = trimEnd(bytes, p, memberEnd);
      if (is(bytes, p, trimmed, Words.WEBSOCKET)) {
        flags |= WEBSOCKET;
      }
      if (!is(bytes, p, trimmed, Words.H2C) && !is(bytes, p, trimmed, Words.H2)) {
        kept = append(kept, start, p, trimmed);
      }
      p = skipBlanks(bytes, memberEnd + 1, end);
    }
    keepOnly(field, kept - start);
    flags |= kept > start ? UPGRADE_FIELD : 0;
    return ScanError.NONE;
  }

  /** Drops "close" and "keep-alive": they speak about this connection, not the next one. */
  private ScanError noteConnection(int field) {
    byte[] bytes = message.bytes;
    int start = message.valueOffset(field);
    int end = start + message.valueLength(field);
    int kept = start;
    for (int p = skipBlanks(bytes, start, end); p < end; ) {
      int memberEnd = memberEnd(bytes, p, end);
      int trimmed = trimEnd(bytes, p, memberEnd);
      int flag = connectionToken(p, trimmed);
      flags |= flag;
      if (flag != CLOSE && flag != KEEP_ALIVE) {
        kept = append(kept, start, p, trimmed);
      }
      p = skipBlanks(bytes, memberEnd + 1, end);
    }
    keepOnly(field, kept - start);
    return ScanError.NONE;
  }

  private int connectionToken(int from, int to) {
    byte[] bytes = message.bytes;
    if (is(bytes, from, to, Words.CLOSE)) {
      return CLOSE;
    }
    if (is(bytes, from, to, Words.KEEP_ALIVE)) {
      return KEEP_ALIVE;
    }
    return is(bytes, from, to, Words.UPGRADE) ? UPGRADE_TOKEN : 0;
  }

  /** Moves a kept member towards the start of the value; empty members vanish. */
  private int append(int kept, int start, int from, int to) {
    if (from == to) {
      return kept;
    }
    byte[] bytes = message.bytes;
    int at = kept;
    if (at > start) {
      bytes[at++] = ',';
    }
    System.arraycopy(bytes, from, bytes, at, to - from);
    return at + to - from;
  }

  private void keepOnly(int field, int length) {
    if (length == 0) {
      message.remove(field);
    } else if (length < message.valueLength(field)) {
      message.shorten(field, length);
    }
  }

  private ScanError noteLength(int field) {
    byte[] bytes = message.bytes;
    int p = message.valueOffset(field);
    int end = p + message.valueLength(field);
    long value = ContentLength.parse(bytes, p, end);
    if (value < 0 || (lengthField >= 0 && value != contentLength)) {
      return ScanError.CONTENT_LENGTH;
    }
    if (lengthField >= 0) {
      message.remove(field);
      return ScanError.NONE;
    }
    contentLength = value;
    lengthField = field;
    int digits = ContentLength.canonicalLength(bytes, p, end);
    if (digits < end - p) {
      int from = ContentLength.canonicalStart(bytes, p, end);
      System.arraycopy(bytes, from, bytes, p, digits);
      message.shorten(field, digits);
    }
    return ScanError.NONE;
  }

  /** "chunked" must come once and, in a request, last. */
  private ScanError noteCoding(int field) {
    byte[] bytes = message.bytes;
    int p = message.valueOffset(field);
    int end = p + message.valueLength(field);
    if (p == end) {
      return ScanError.TRANSFER_ENCODING;
    }
    flags |= TRANSFER_ENCODING;
    while (p < end) {
      p = skipBlanks(bytes, p, end);
      int memberEnd = memberEnd(bytes, p, end);
      int trimmed = trimEnd(bytes, p, memberEnd);
      flags &= ~CHUNKED_LAST;
      if (trimmed == p || memberEnd + 1 == end) {
        return ScanError.TRANSFER_ENCODING;
      }
      if (is(bytes, p, trimmed, Words.CHUNKED)) {
        if ((flags & CHUNKED_SEEN) != 0) {
          return ScanError.TRANSFER_ENCODING;
        }
        flags |= CHUNKED_SEEN | CHUNKED_LAST;
      } else {
        if ((flags & CHUNKED_SEEN) != 0 && message instanceof RequestMessage) {
          return ScanError.TRANSFER_ENCODING;
        }
        flags |= OTHER_CODING;
      }
      p = memberEnd + 1;
    }
    return ScanError.NONE;
  }

  /** Once all fields are known: Transfer-Encoding overrides, and never travels with a length. */
  ScanError settle(boolean request) {
    if (flags == 0) {
      return ScanError.NONE;
    }
    if ((flags & TRANSFER_ENCODING) != 0) {
      if (lengthField >= 0) {
        dropLength();
        flags |= message.rules.keepInsecureOpen() ? 0 : CLOSE;
      } else if (message.version < 11) {
        flags |= CLOSE;
      }
      if (request && (flags & CHUNKED_LAST) == 0) {
        return ScanError.TRANSFER_ENCODING;
      }
      if ((flags & OTHER_CODING) != 0) {
        return ScanError.TRANSFER_CODING;
      }
    }
    return ScanError.NONE;
  }

  private void dropLength() {
    if (lengthField >= 0) {
      message.remove(lengthField);
      lengthField = -1;
      contentLength = 0;
    }
  }

  /** Upgrade and Connection only mean something together; alone each is dropped. */
  void settleUpgrade() {
    int both = flags & (UPGRADE_TOKEN | UPGRADE_FIELD);
    if (both == UPGRADE_FIELD) {
      message.removeAll(Words.UPGRADE);
      clearUpgrade();
    } else if (both == UPGRADE_TOKEN) {
      dropUpgradeTokens();
      clearUpgrade();
    }
  }

  void clearUpgrade() {
    flags &= ~(UPGRADE_TOKEN | UPGRADE_FIELD);
  }

  private void dropUpgradeTokens() {
    byte[] bytes = message.bytes;
    for (int field = message.find(Words.CONNECTION, 0);
        field >= 0;
        field = message.find(Words.CONNECTION, field + 1)) {
      int start = message.valueOffset(field);
      int end = start + message.valueLength(field);
      int kept = start;
      for (int p = skipBlanks(bytes, start, end); p < end; ) {
        int memberEnd = memberEnd(bytes, p, end);
        int trimmed = trimEnd(bytes, p, memberEnd);
        if (!is(bytes, p, trimmed, Words.UPGRADE)) {
          kept = append(kept, start, p, trimmed);
        }
        p = skipBlanks(bytes, memberEnd + 1, end);
      }
      keepOnly(field, kept - start);
    }
  }

  /** A message that cannot have a body must not announce one to the next hop. */
  void dropBodyFields() {
    if ((flags & TRANSFER_ENCODING) != 0) {
      message.removeAll(Words.TRANSFER_ENCODING);
      flags &= ~(TRANSFER_ENCODING | CHUNKED_LAST);
    }
    dropLength();
  }

  boolean chunked() {
    return (flags & CHUNKED_LAST) != 0;
  }

  boolean hasLength() {
    return lengthField >= 0;
  }

  boolean upgrade() {
    return (flags & (UPGRADE_TOKEN | UPGRADE_FIELD)) == (UPGRADE_TOKEN | UPGRADE_FIELD);
  }

  boolean upgradeToken() {
    return (flags & UPGRADE_TOKEN) != 0;
  }

  boolean websocket() {
    return (flags & WEBSOCKET) != 0;
  }

  boolean expectContinue() {
    return (flags & CONTINUE) != 0;
  }

  boolean keepAlive(int version) {
    return (flags & CLOSE) == 0 && (version >= 11 || (flags & KEEP_ALIVE) != 0);
  }
}
