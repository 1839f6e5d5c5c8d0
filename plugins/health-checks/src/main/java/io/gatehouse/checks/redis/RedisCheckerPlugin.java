package io.gatehouse.checks.redis;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.checks.talk.Replies;
import io.gatehouse.checks.talk.TalkSpec;
import io.gatehouse.checks.talk.TalkSpec.Manner;
import io.gatehouse.checks.talk.Turn;
import java.util.List;

/** Sends {@code PING} and waits for {@code +PONG}. */
public final class RedisCheckerPlugin implements HealthCheckerPlugin {
  private static final byte[] PING = Replies.bytes("*1\r\n$4\r\nPING\r\n");
  private static final String PONG = "+PONG\r\n";

  @Override
  public String name() {
    return "redis-check";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) {
    return new TalkSpec(name(), RedisCheckerPlugin::turns, Manner.RESET);
  }

  private static List<Turn> turns() {
    return List.of(
        new Turn(PING, said -> Replies.text(said).contains(PONG), RedisCheckerPlugin::verdict));
  }

  private static CheckResult verdict(byte[] said) {
    String answer = Replies.text(said);
    if (answer.contains(PONG)) {
      return Replies.ok(0, "Redis server is ok");
    }
    return answer.isEmpty()
        ? Replies.empty(CheckStatus.L7STS, 2)
        : Replies.wrong(0, Replies.line(answer));
  }
}
