package io.gatehouse.dataplane.exchange;

import io.gatehouse.dataplane.http.Message;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ResponseMessage;

/**
 * The size of a head as HAProxy counts it for {@code %B}, {@code %U} and the statistics: in its own
 * representation of messages, where a start line has a fixed part and fields have no separators.
 */
final class CountedSize {
  private static final int START_LINE = 20;
  private static final int VERSION = 8;
  private static final int STATUS = 3;
  private static final int END = 1;
  private static final int CONNECTION_NAME = "connection".length();

  private CountedSize() {}

  static int of(RequestMessage request) {
    return START_LINE + VERSION + request.methodLength() + request.uriLength() + fields(request);
  }

  static int of(ResponseMessage response) {
    return START_LINE + VERSION + STATUS + response.reasonLength() + fields(response);
  }

  private static int fields(Message message) {
    int size = END;
    for (int field = 0; field < message.fields(); field++) {
      if (!message.removed(field)) {
        size += field(message, field);
      }
    }
    return size;
  }

  private static int field(Message message, int field) {
    int value = message.valueLength(field);
    if (HopFields.connection(message, field)) {
      int kept = keptOptions(message.bytes(), message.valueOffset(field), value);
      return kept == 0 ? 0 : CONNECTION_NAME + kept;
    }
    return message.nameLength(field) + value;
  }

  /** What the sender says about its own connection is taken out of the list. */
  private static int keptOptions(byte[] bytes, int from, int length) {
    int kept = 0;
    int at = from;
    int end = from + length;
    while (at < end) {
      int comma = at;
      while (comma < end && bytes[comma] != ',') {
        comma++;
      }
      int last = comma;
      while (at < last && bytes[at] == ' ') {
        at++;
      }
      while (last > at && bytes[last - 1] == ' ') {
        last--;
      }
      if (!HopFields.aboutConnection(bytes, at, last - at)) {
        kept += last - at + (kept == 0 ? 0 : 1);
      }
      at = comma + 1;
    }
    return kept;
  }
}
