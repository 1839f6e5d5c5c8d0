package io.gatehouse.checks.talk;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import java.nio.charset.StandardCharsets;

/** Looks at what servers said. */
public final class Replies {
  private Replies() {}

  /** The server ended without a word; the step is HAProxy's number of the rule that waited. */
  public static CheckResult empty(CheckStatus status, int step) {
    return new CheckResult(status, 0, "TCPCHK got an empty response at step " + step);
  }

  public static CheckResult ok(int code, String info) {
    return new CheckResult(CheckStatus.L7OK, code, info);
  }

  public static CheckResult wrong(int code, String info) {
    return new CheckResult(CheckStatus.L7STS, code, info);
  }

  public static CheckResult invalid(String info) {
    return CheckResult.of(CheckStatus.L7RSP, info);
  }

  /** As text, byte by byte. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Up to the end of the line. */
  public static String line(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
      end++;
    }
    return text.substring(0, end);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
