package io.gatehouse.checks.http;

import io.gatehouse.checks.talk.Replies;
import java.util.Locale;
import java.util.Optional;

/**
 * What was received of a response.
 *
 * @param complete whether the body is known to be all there
 */
record Response(int status, String reason, String body, boolean complete) {

  /** Whether the head has ended. */
  static boolean headComplete(byte[] said) {
    return headEnd(Replies.text(said)) >= 0;
  }

  private static int headEnd(String text) {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? -1 : end + 4;
  }

  /** Empty when it is no response of HTTP/1. */
  static Optional<Response> parse(byte[] said) {
    String text = Replies.text(said);
    int end = headEnd(text);
    String line = Replies.line(text);
    if (end < 0 || line.length() < 12 || !line.startsWith("HTTP/1.") || line.charAt(8) != ' ') {
      return Optional.empty();
    }
    String code = line.substring(9, 12);
    if (!code.chars().allMatch(Character::isDigit)) {
      return Optional.empty();
    }
    String reason = line.length() > 13 ? line.substring(13) : "";
    String body = text.substring(end);
    return Optional.of(
        new Response(Integer.parseInt(code), reason, body, complete(text.substring(0, end), body)));
  }

  private static boolean complete(String head, String body) {
    for (String field : head.split("\r\n", -1)) {
      String lower = field.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        String length = lower.substring("content-length:".length()).strip();
        return length.length() < 10
            && length.chars().allMatch(Character::isDigit)
            && !length.isEmpty()
            && body.length() >= Integer.parseInt(length);
      }
      if (lower.startsWith("transfer-encoding:")) {
        return body.endsWith("0\r\n\r\n");
      }
    }
    return false;
  }
}
