package io.gatehouse.checks.script;

import io.gatehouse.checks.talk.Replies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was received of a response.
 *
 * @param body as far as it came, without its chunks' frames
 * @param complete whether the body is known to be all there
 */
record HttpReply(int status, String reason, List<Field> fields, String body, boolean complete) {

  /** A header field; its name is in lower case. */
  record Field(String name, String value) {
    /** The value divided at its commas. */
    List<String> values() {
      List<String> parts = new ArrayList<>();
      for (String part : value.split(",", -1)) {
        parts.add(part.strip());
      }
      return parts;
    }
  }

  HttpReply {
    fields = List.copyOf(fields);
  }

  /** Where the body begins; -1 while the head has not ended. */
  static int headEnd(byte[] said) {
    return headEnd(Replies.text(said));
  }

  private static int headEnd(String text) {
    int end = text.indexOf("\r\n\r\n");
    int bare = text.indexOf("\n\n");
    if (bare >= 0 && (end < 0 || bare < end)) {
      return bare + 2;
    }
    return end < 0 ? -1 : end + 4;
  }

  private static boolean known(String version) {
    return version.startsWith("HTTP/1.") && version.endsWith(" ") || version.equals("HTTP/2.0 ");
  }

  /** Empty when it is no response of HTTP/1, or of HTTP/2 written as one. */
  static Optional<HttpReply> parse(byte[] said, boolean bodyless) {
    String text = Replies.text(said);
    int end = headEnd(text);
    String line = Replies.line(text);
    if (end < 0 || line.length() < 12 || !known(line.substring(0, 9))) {
      return Optional.empty();
    }
    String code = line.substring(9, 12);
    if (!digits(code)) {
      return Optional.empty();
    }
    int status = Integer.parseInt(code);
    List<Field> fields = fields(text.substring(0, end));
    String reason = line.length() > 13 ? line.substring(13) : "";
    boolean none = bodyless || status < 200 || status == 204 || status == 304;
    Body body = none ? new Body("", true) : Body.of(fields, text.substring(end));
    return Optional.of(new HttpReply(status, reason, fields, body.text(), body.complete()));
  }

  private static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Field> fields(String head) {
    List<Field> fields = new ArrayList<>();
    // What is left of a CRLF goes with the space around the value.
    String[] lines = head.split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        fields.add(
            new Field(
                lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                lines[i].substring(colon + 1).strip()));
      }
    }
    return fields;
  }

  private record Body(String text, boolean complete) {
    static Body of(List<Field> fields, String text) {
      for (Field field : fields) {
        if (field.name().equals("transfer-encoding")) {
          return chunked(text);
        }
      }
      for (Field field : fields) {
        if (field.name().equals("content-length")) {
          String length = field.value();
          boolean known = !length.isEmpty() && length.length() < 10 && digits(length);
          int most = known ? Integer.parseInt(length) : Integer.MAX_VALUE;
          boolean complete = text.length() >= most;
          return new Body(complete ? text.substring(0, most) : text, complete);
        }
      }
      return new Body(text, false);
    }

    private static Body chunked(String text) {
      StringBuilder body = new StringBuilder();
      int at = 0;
      while (true) {
        int end = text.indexOf('\n', at);
        if (end < 0) {
          return new Body(body.toString(), false);
        }
        int size = size(text.substring(at, end));
        if (size <= 0) {
          return new Body(body.toString(), true);
        }
        int last = Math.min(text.length(), end + 1 + size);
        body.append(text, end + 1, last);
        at = end + 1 + size + 2;
        if (at > text.length()) {
          return new Body(body.toString(), false);
        }
      }
    }

    private static int size(String line) {
      String digits = line.strip().replaceFirst("[^0-9A-Fa-f].*", "");
      return digits.isEmpty() || digits.length() > 7 ? 0 : Integer.parseInt(digits, 16);
    }
  }
}
