package io.gatehouse.checks.smtp;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.checks.talk.Replies;
import io.gatehouse.checks.talk.Talk;
import io.gatehouse.checks.talk.TalkSpec;
import io.gatehouse.checks.talk.TalkSpec.Manner;
import io.gatehouse.checks.talk.Turn;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Greets a mail server and takes leave of it (RFC 5321, section 4.2: three digits, then text). */
public final class SmtpCheckerPlugin implements HealthCheckerPlugin {
  /** Only a line feed ends a line here, so that the carriage return may be looked at. */
  private static final Pattern LAST_LINE = Pattern.compile("(?md)^[0-9]{3}[ \\r].*\\n");

  private static final int GREETING = 2;

  @Override
  public String name() {
    return "smtpchk";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) throws ArgumentException {
    String verb = "HELO";
    String domain = "localhost";
    if (arguments.hasNext()) {
      String word = arguments.next("'HELO' or 'EHLO'");
      String wanted = arguments.next("the name to greet with");
      // HAProxy falls back to its default for any other word.
      if (word.equalsIgnoreCase("HELO") || word.equalsIgnoreCase("EHLO")) {
        verb = word.toUpperCase(Locale.ROOT);
        domain = wanted;
      }
    }
    return new TalkSpec(name(), new Greeting(verb + " " + domain + "\r\n"), Manner.POLITE);
  }

  private record Greeting(String hello) implements Talk {
    @Override
    public List<Turn> turns() {
      return List.of(turn("", GREETING), turn(hello, GREETING + 3), turn("QUIT\r\n", GREETING + 5));
    }

    private static Turn turn(String says, int step) {
      return new Turn(
          Replies.bytes(says), Greeting::complete, said -> answer(Replies.text(said), step));
    }

    private static CheckResult answer(String said, int step) {
      if (said.isEmpty()) {
        return Replies.empty(step == GREETING ? CheckStatus.L7RSP : CheckStatus.L7STS, step);
      }
      String last = said.substring(lastLine(said));
      String line = Replies.line(last);
      if (line.length() < 3 || !line.substring(0, 3).chars().allMatch(Character::isDigit)) {
        return Replies.invalid(line);
      }
      int code = Integer.parseInt(line.substring(0, 3));
      String words = line.length() > 4 ? line.substring(4) : "";
      return line.charAt(0) == '2' ? Replies.ok(code, words) : Replies.wrong(code, words);
    }

    private static int lastLine(String said) {
      var match = LAST_LINE.matcher(said);
      return match.find() ? match.start() : 0;
    }

    /** All lines of an answer, or one that is none. */
    private static boolean complete(byte[] said) {
      String text = Replies.text(said);
      boolean answer =
          text.length() < 4 || text.substring(0, 3).chars().allMatch(Character::isDigit);
      return answer ? LAST_LINE.matcher(text).find() : text.indexOf('\n') >= 0;
    }
  }
}
