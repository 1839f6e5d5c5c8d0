package io.gatehouse.checks.pgsql;

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
import java.nio.ByteBuffer;
import java.util.List;

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
    return new TalkSpec(name(), new Startup(arguments.next("the name of a user")), Manner.POLITE);
  }

  /** The startup message of protocol 3.0 and its answer: a letter, a length, the rest. */
  private record Startup(String user) implements Talk {
    private static final int PROTOCOL = 0x00030000;
    private static final int SEVERITY = 6;

    @Override
    public List<Turn> turns() {
      return List.of(new Turn(message(), answer -> answer.length >= 9, Startup::verdict));
    }

    private byte[] message() {
      byte[] words = Replies.bytes("user\0" + user + "\0\0");
      return ByteBuffer.allocate(8 + words.length)
          .putInt(8 + words.length)
          .putInt(PROTOCOL)
          .put(words)
          .array();
    }

    private static CheckResult verdict(byte[] said) {
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
