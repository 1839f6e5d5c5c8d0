package io.gatehouse.dataplane.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.dataplane.http.Message;

/** The field that a proxy changes on its way: Connection. */
final class HopFields {
  private static final byte[] CONNECTION = "connection".getBytes(US_ASCII);
  private static final byte[] CLOSE = "close".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(US_ASCII);

  private HopFields() {}

  /** What the peer is told about the connection after this message. */
  enum Stay {
    /** By its version it knows. */
    UNSAID,
    CLOSE,
    KEEP_ALIVE
  }

  /** Replaces what the other side said about its own connection; an upgrade is passed on. */
  static void connection(Message message, Stay stay) {
    if (message.upgrade()) {
      return;
    }
    for (int field = message.find(CONNECTION, 0);
        field >= 0;
        field = message.find(CONNECTION, field + 1)) {
      if (is(message, field, CLOSE) || is(message, field, KEEP_ALIVE)) {
        message.remove(field);
      }
    }
    switch (stay) {
      case UNSAID -> {}
      case CLOSE -> message.add(CONNECTION, CLOSE, 0, CLOSE.length);
      case KEEP_ALIVE -> message.add(CONNECTION, KEEP_ALIVE, 0, KEEP_ALIVE.length);
    }
  }

  /** Whether this field is {@code Connection}. */
  static boolean connection(Message message, int field) {
    return is(message.bytes(), message.nameOffset(field), message.nameLength(field), CONNECTION);
  }

  /** Whether an option of that field is {@code close} or {@code keep-alive}. */
  static boolean aboutConnection(byte[] bytes, int from, int length) {
    return is(bytes, from, length, CLOSE) || is(bytes, from, length, KEEP_ALIVE);
  }

  private static boolean is(Message message, int field, byte[] word) {
    return is(message.bytes(), message.valueOffset(field), message.valueLength(field), word);
  }

  private static boolean is(byte[] bytes, int from, int length, byte[] word) {
    if (length != word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if ((bytes[from + i] | 0x20) != (word[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }
}
