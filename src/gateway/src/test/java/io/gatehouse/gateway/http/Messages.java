package io.gatehouse.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stream of messages in the form in which two proxies can be compared byte for byte: HAProxy
 * writes names in lower case and cuts chunks anew, the data plane relays both as they came.
 */
final class Messages {
  private static final int LONG = 200;
  private static final String END = "\r\n\r\n";

  private final List<String> parts = new ArrayList<>();
  private String rest;

  private Messages(String bytes) {
    rest = bytes;
  }

  static String normal(String bytes) {
    Messages messages = new Messages(bytes);
    while (messages.next()) {
      // each round takes one message
    }
    return String.join("\n", messages.parts);
  }

  private boolean next() {
    int end = rest.indexOf(END);
    boolean message = end >= 0 && rest.lines().findFirst().orElse("").contains("HTTP/1.");
    if (!message) {
      if (!rest.isEmpty()) {
        parts.add("bytes " + shown(rest));
      }
      return false;
    }
    String head = rest.substring(0, end);
    rest = rest.substring(end + END.length());
    List<String> lines = head.lines().map(Messages::field).toList();
    parts.add(head.lines().findFirst().orElse(""));
    parts.addAll(lines.subList(1, lines.size()));
    body(lines);
    return !rest.isEmpty();
  }

  /** The start line stays; a colon in it is none of a field's. */
  private static String field(String line) {
    int colon = line.indexOf(':');
    return colon < 0
        ? line
        : line.substring(0, colon).toLowerCase(Locale.ROOT)
            + ": "
            + line.substring(colon + 1).strip();
  }

  private void body(List<String> lines) {
    if (lines.contains("transfer-encoding: chunked")) {
      chunks();
      return;
    }
    boolean response = lines.get(0).startsWith("HTTP/1.");
    boolean none = lines.get(0).matches("HTTP/1.. (1|204|304).*") || rest.startsWith("HTTP/1.");
    int length =
        lines.stream()
            .filter(line -> line.startsWith("content-length: "))
            .mapToInt(line -> Integer.parseInt(line.substring(16)))
            .findFirst()
            .orElse(response ? rest.length() : 0);
    take(none ? 0 : Math.min(length, rest.length()));
  }

  private void take(int length) {
    if (length > 0) {
      parts.add("body " + shown(rest.substring(0, length)));
      rest = rest.substring(length);
    }
  }

  private static String shown(String body) {
    return body.length() > LONG ? body.length() + " bytes " + body.hashCode() : "[" + body + "]";
  }

  private void chunks() {
    StringBuilder payload = new StringBuilder();
    while (true) {
      int lineEnd = rest.indexOf("\r\n");
      String size = lineEnd < 0 ? "" : rest.substring(0, lineEnd).replaceFirst("[;\\s].*", "");
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        parts.add("chunks " + shown(payload.toString()) + " cut");
        return;
      }
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        break;
      }
      int from = lineEnd + 2;
      int to = Math.min(from + length, rest.length());
      payload.append(rest, from, to);
      rest = rest.substring(Math.min(to + 2, rest.length()));
    }
    parts.add("chunks " + shown(payload.toString()));
    trailers();
  }

  private void trailers() {
    rest = rest.substring(rest.indexOf("\r\n") + 2);
    while (!rest.startsWith("\r\n") && rest.contains("\r\n")) {
      int end = rest.indexOf("\r\n");
      parts.add("trailer " + field(rest.substring(0, end)));
      rest = rest.substring(end + 2);
    }
    parts.add(rest.startsWith("\r\n") ? "end" : "trailers cut");
    rest = rest.substring(Math.min(2, rest.length()));
  }
}
