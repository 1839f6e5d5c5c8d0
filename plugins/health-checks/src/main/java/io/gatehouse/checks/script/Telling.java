package io.gatehouse.checks.script;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.checks.script.Script.Line;
import io.gatehouse.checks.talk.Replies;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What is told of a script's outcome, in HAProxy's words. */
final class Telling {
  /** HAProxy keeps so many bytes of a description. */
  private static final int MOST = 127;

  private final Script script;
  private final CheckScene scene;

  Telling(Script script, CheckScene scene) {
    this.script = script;
    this.scene = scene;
  }

  static CheckResult result(CheckStatus status, int code, String info) {
    return new CheckResult(status, code, info.substring(0, Math.min(info.length(), MOST)));
  }

  /** The connection failed, or the time was over, at this line. */
  CheckResult broken(CheckStatus status, String words, Line at) {
    return result(status, 0, words + (script.http() ? "" : place(at)));
  }

  /** {@code " at step 2 of tcp-check (expect string 'x')"}. */
  private static String place(Line at) {
    if (at.number() == 0) {
      return " at initial connection step of tcp-check";
    }
    String what =
        switch (at.step()) {
          case Connect connect when connect.dialing().port() > 0 ->
              "(connect port " + connect.dialing().port() + ")";
          case Connect _ -> "(connect)";
          case Expect expect -> "(expect " + expected(expect.sought()) + ")";
          default -> "(send)";
        };
    String comment = at.comment().isEmpty() ? "" : " comment: '" + at.comment() + "'";
    return " at step " + at.number() + " of tcp-check " + what + comment;
  }

  private static String expected(Sought sought) {
    return switch (sought) {
      case Sought.Text text when text.words().made() ->
          text.binary() ? "log-format binary" : "log-format string";
      // As it is, up to a NUL.
      case Sought.Text text when text.binary() ->
          "binary '" + text.words().fixed().split("\0", 2)[0] + "'";
      case Sought.Text text -> "string '" + text.words().fixed() + "'";
      case Sought.Matching matching -> matching.hex() ? "binary regex" : "regex";
      case Sought.Status _ -> "HTTP status codes";
      case Sought.StatusMatching _ -> "HTTP status regex";
      case Sought.Field _ -> "HTTP header pattern";
    };
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(Replies.bytes(text)).toUpperCase(Locale.ROOT);
  }

  /**
   * An {@code expect} failed.
   *
   * @param code of the response
   */
  CheckResult failed(Line at, Expect expect, Failure failure, int code) {
    CheckStatus status = failure.status();
    Optional<Format> own = expect.verdicts().onError();
    String info;
    if (!failure.words().isEmpty()) {
      info = failure.words();
    } else if (own.isPresent()) {
      info = made(own.get());
    } else if (failure.empty()) {
      info = "TCPCHK got an empty response at step " + at.number();
    } else {
      info = script.http() ? "" : unmet(at, expect, failure.matched());
    }
    if (!at.comment().isEmpty()) {
      info += " comment: " + at.comment();
    }
    return result(status, code(expect, code), info);
  }

  /**
   * Why an {@code expect} failed.
   *
   * @param words what is known better than the line tells; empty for nothing
   */
  record Failure(CheckStatus status, String words, boolean matched, boolean empty) {}

  private static String unmet(Line at, Expect expect, boolean matched) {
    String begin = matched ? "TCPCHK matched unwanted content" : "TCPCHK did not match content";
    String what =
        switch (expect.sought()) {
          case Sought.Text text when text.words().made() ->
              text.binary() ? " (log-format binary)" : " (log-format string)";
          case Sought.Text text when text.binary() -> " (binary)";
          case Sought.Text text -> " '" + text.words().fixed() + "'";
          case Sought.Matching matching -> matching.hex() ? " (binary regex)" : " (regex)";
          case Sought.Status _ -> "(status codes)";
          case Sought.StatusMatching _ -> " (regex)";
          case Sought.Field _ -> " (header pattern)";
        };
    return begin + what + " at step " + at.number();
  }

  /** The last line was an {@code expect}, and it held. */
  CheckResult passed(Expect expect, int code) {
    String info =
        expect.verdicts().onSuccess().map(this::made).orElse(script.http() ? "" : "(tcp-check)");
    return result(expect.verdicts().ok().orElse(CheckStatus.L7OK), code(expect, code), info);
  }

  private String made(Format format) {
    ExchangeControl exchange = scene.exchange();
    ByteSink sink = exchange.scratchSink();
    format.write(exchange, exchange.scratch(), sink);
    return sink.text();
  }

  private int code(Expect expect, int code) {
    Optional<Expression> wanted = expect.verdicts().code();
    if (wanted.isEmpty()) {
      return code;
    }
    ExchangeControl exchange = scene.exchange();
    Sample sample = exchange.scratch();
    boolean known =
        wanted.get().evaluate(exchange, sample)
            && sample.cast(SampleType.STRING)
            && sample.cast(SampleType.INTEGER);
    return known ? (int) sample.integer() : code;
  }
}
