package io.gatehouse.checks.pgsql;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.checks.talk.Conversation;
import io.gatehouse.checks.talk.Replies;
import io.gatehouse.checks.talk.Talk;
import io.gatehouse.checks.talk.TalkingChecker.Manner;
import io.gatehouse.checks.talk.TalkingChecker.Spec;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Begins a PostgreSQL session; that the server asks for a password is enough. */
public final class PgsqlCheckerPlugin implements HealthCheckerPlugin {
  @Override
  public String name() {
    return "pgsql-check";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) throws ArgumentException {
    if (!arguments.accept("user")) {
      throw arguments.error("'option pgsql-check' expects 'user' and a name");
    }
    return new Spec(name(), new Startup(arguments.next("the name of a user")), Manner.POLITE);
  }

  /** The startup message of protocol 3.0 and its answer: a letter, a length, the rest. */
  private record Startup(String user) implements Talk {
    private static final int PROTOCOL = 0x00030000;
    private static final int SEVERITY = 6;

    @Override
    public CheckResult with(Conversation server, CheckTarget target) throws IOException {
      byte[] words = Replies.bytes("user\0" + user + "\0\0");
      server.send(
          ByteBuffer.allocate(8 + words.length)
              .putInt(8 + words.length)
              .putInt(PROTOCOL)
              .put(words)
              .array());
      byte[] said = server.receive(answer -> answer.length >= 9);
      if (said.length == 0) {
        return Replies.empty(CheckStatus.L7RSP, 3);
      }
      return switch (said[0]) {
        case 'R' -> Replies.ok(0, "PostgreSQL server is ok");
        case 'E' -> Replies.invalid(severity(Replies.text(said)));
        default -> Replies.wrong(0, "PostgreSQL unknown error");
      };
    }

    private static String severity(String error) {
      int end = error.indexOf('\0', Math.min(SEVERITY, error.length()));
      return error.length() <= SEVERITY
          ? ""
          : error.substring(SEVERITY, end < 0 ? error.length() : end);
    }
  }
}
