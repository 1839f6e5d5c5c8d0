package io.gatehouse.dataplane.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.dataplane.http.Message;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ResponseMessage;

/** Fields that speak about one connection only: Connection, and Expect. */
final class HopFields {
  private static final byte[] CONNECTION = "connection".getBytes(US_ASCII);
  private static final byte[] EXPECT = "expect".getBytes(US_ASCII);
  private static final byte[] CLOSE = "close".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(US_ASCII);

  private HopFields() {}

  /** Tells the server whether its connection goes on; what its version implies is not said. */
  static void request(RequestMessage request, boolean keep) {
    clean(request);
    if (keep && request.version() < 11) {
      add(request, KEEP_ALIVE);
    } else if (!keep && request.version() >= 11) {
      add(request, CLOSE);
    }
  }

  /** Tells the client whether its connection goes on; both versions have a say in what is said. */
  static void response(ResponseMessage response, int asked, boolean keep) {
    clean(response);
    if (keep && (response.version() < 11 || asked < 11)) {
      add(response, KEEP_ALIVE);
    } else if (!keep && response.version() >= 11) {
      add(response, CLOSE);
    }
  }

  private static void add(Message message, byte[] word) {
    if (!message.upgrade()) {
      message.add(CONNECTION, word, 0, word.length);
    }
  }

  /** Drops what the other side said about its own connection; an upgrade is passed on. */
  private static void clean(Message message) {
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
  }

  static void removeExpect(RequestMessage request) {
    request.removeAll(EXPECT);
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
