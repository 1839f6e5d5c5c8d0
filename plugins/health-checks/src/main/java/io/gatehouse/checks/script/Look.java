package io.gatehouse.checks.script;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.checks.script.Script.Line;
import io.gatehouse.checks.script.Telling.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look of an {@code expect} line at what was received so far. */
final class Look {
  static final int GONE = 404;

  private final Expect expect;
  private final Telling telling;
  private final CheckScene scene;
  private final Line line;

  /**
   * What came of it.
   *
   * @param more it cannot be decided yet
   * @param failure null where it holds, or cannot be decided
   * @param code the response's status; 0 where there is none
   */
  record Decision(boolean more, @Nullable CheckResult failure, int code) {
    static final Decision MORE = new Decision(true, null, 0);

    /** The next line. */
    static final Decision DONE = new Decision(false, null, 0);
  }

  Look(Expect expect, Telling telling, CheckScene scene, Line line) {
    this.expect = expect;
    this.telling = telling;
    this.scene = scene;
    this.line = line;
  }

  private Decision holds(boolean matched, Failure failure, int code) {
    boolean fine = matched != expect.negated();
    return new Decision(false, fine ? null : telling.failed(line, expect, failure, code), code);
  }

  private Decision fails(CheckStatus status, String words, int code) {
    Failure failure = new Failure(status, words, false, false);
    return new Decision(false, telling.failed(line, expect, failure, code), code);
  }

  private CheckStatus status(CheckStatus usual) {
    return expect.verdicts().error().orElse(usual);
  }

  /** At bytes; one char is one byte. */
  Decision at(String said, boolean last) {
    String wanted = "";
    if (expect.sought() instanceof Sought.Text text) {
      try {
        wanted = text.words().now(scene);
      } catch (NumberFormatException malformed) {
        return fails(
            CheckStatus.L7RSP,
            "Failed to parse hexastring resulting of eval of a log-format string",
            0);
      }
      if (wanted.isEmpty()) {
        return fails(CheckStatus.L7RSP, "log-format string evaluated to an empty string", 0);
      }
    }
    if (!last && (said.length() < wanted.length() || said.length() < expect.least())) {
      return Decision.MORE;
    }
    boolean matched = found(said, wanted);
    if (!matched && !last && expect.least() == -1) {
      return Decision.MORE;
    }
    CheckStatus status = status(CheckStatus.L7RSP);
    return holds(matched, new Failure(status, "", matched, said.isEmpty()), 0);
  }

  private boolean found(String said, String wanted) {
    return switch (expect.sought()) {
      case Sought.Text _ -> said.contains(wanted);
      case Sought.Matching matching ->
          matching.regex().found(matching.hex() ? Telling.hex(said) : said);
      default -> false;
    };
  }

  /** At a response, which is absent where none can be read. */
  Decision at(Optional<HttpReply> reply, boolean ended, boolean goneIsFine) {
    if (reply.isEmpty()) {
      return fails(CheckStatus.L7RSP, "", 0);
    }
    HttpReply response = reply.get();
    int code = response.status();
    if (goneIsFine && code == GONE && !scene.stopped()) {
      return new Decision(false, null, code);
    }
    String reason = expect.verdicts().onError().isPresent() ? "" : response.reason();
    Failure failure = new Failure(status(CheckStatus.L7STS), reason, false, false);
    return switch (expect.sought()) {
      case Sought.Status sought -> holds(sought.has(code), failure, code);
      case Sought.StatusMatching sought ->
          holds(sought.regex().found(String.valueOf(code)), failure, code);
      case Sought.Field sought -> holds(sought.in(response, scene), failure, code);
      default -> body(response, ended || response.complete());
    };
  }

  private Decision body(HttpReply response, boolean last) {
    int code = response.status();
    String body = response.body();
    if (body.isEmpty()) {
      return last
          ? fails(
              status(CheckStatus.L7RSP),
              own("HTTP content check could not find a response body"),
              code)
          : Decision.MORE;
    }
    String wanted = expect.sought() instanceof Sought.Text text ? text.words().now(scene) : "";
    if (wanted.isEmpty() && expect.sought() instanceof Sought.Text) {
      return fails(CheckStatus.L7RSP, "log-format string evaluated to an empty string", code);
    }
    if (!last && (body.length() < wanted.length() || body.length() < expect.least())) {
      return Decision.MORE;
    }
    boolean matched = found(body, wanted);
    if (!matched && !last && expect.least() == -1) {
      return Decision.MORE;
    }
    String words =
        own(
            expect.negated()
                ? "HTTP check matched unwanted content"
                : "HTTP content check did not match");
    return holds(matched, new Failure(status(CheckStatus.L7RSP), words, matched, false), code);
  }

  /** The words where the line has none of its own. */
  private String own(String words) {
    return expect.verdicts().onError().isPresent() ? "" : words;
  }
}
