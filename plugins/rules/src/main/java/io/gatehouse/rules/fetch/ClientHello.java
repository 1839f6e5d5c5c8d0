package io.gatehouse.rules.fetch;

import io.gatehouse.api.ByteSpan;

/**
 * Where the parts of a TLS client hello lie in received bytes (RFC 8446 section 4.1.2, RFC 5246
 * section 7.4.1.2). Reads the first record only, as HAProxy does. Reused by nobody: made on the
 * stack of one call.
 */
final class ClientHello {
  private static final int HANDSHAKE = 0x16;
  private static final int CLIENT_HELLO = 1;
  private static final int RECORD = 5;
  private static final int RANDOM = 32;

  /** What can be said of the bytes. */
  enum State {
    WHOLE,
    /** More bytes may complete it. */
    SHORT,
    /** Something else. */
    OTHER
  }

  private final ByteSpan bytes;
  private final int available;
  private int at;
  private int end;
  private int ciphers;
  private int cipherBytes;
  private int extensions;
  private int extensionsEnd;

  ClientHello(ByteSpan bytes) {
    this.bytes = bytes;
    this.available = bytes.length();
  }

  int octet(int index) {
    return bytes.at(index) & 0xff;
  }

  int pair(int index) {
    return octet(index) << 8 | octet(index + 1);
  }

  State read() {
    if (available == 0) {
      return State.SHORT;
    }
    if (octet(0) != HANDSHAKE) {
      return State.OTHER;
    }
    if (available < RECORD + 4) {
      return State.SHORT;
    }
    boolean fits = octet(1) >= 3 && pair(3) >= 4 && octet(RECORD) == CLIENT_HELLO;
    int length = octet(RECORD + 1) << 16 | pair(RECORD + 2);
    if (!fits || length + 4 > pair(3)) {
      return State.OTHER;
    }
    end = RECORD + 4 + length;
    if (available < end) {
      return State.SHORT;
    }
    at = RECORD + 4 + 2 + RANDOM;
    return parts() ? State.WHOLE : State.OTHER;
  }

  private boolean parts() {
    if (!skip(1)) {
      return false;
    }
    ciphers = at + 2;
    if (!skip(2)) {
      return false;
    }
    cipherBytes = at - ciphers;
    if (!skip(1)) {
      return false;
    }
    if (at + 2 > end) {
      extensions = end;
      extensionsEnd = end;
      return true;
    }
    extensions = at + 2;
    extensionsEnd = Math.min(end, extensions + pair(at));
    return true;
  }

  /** Passes over bytes whose length stands before them. */
  private boolean skip(int size) {
    if (at + size > end) {
      return false;
    }
    at += size + (size == 1 ? octet(at) : pair(at));
    return at <= end;
  }

  int ciphers() {
    return ciphers;
  }

  int cipherBytes() {
    return cipherBytes;
  }

  /** Where the content of an extension begins; -1 without it. Its length stands before it. */
  int extension(int type) {
    int from = extensions;
    while (from + 4 <= extensionsEnd) {
      int length = pair(from + 2);
      if (from + 4 + length > extensionsEnd) {
        return -1;
      }
      if (pair(from) == type) {
        return from + 4;
      }
      from += 4 + length;
    }
    return -1;
  }

  int extensionLength(int content) {
    return pair(content - 2);
  }
}
