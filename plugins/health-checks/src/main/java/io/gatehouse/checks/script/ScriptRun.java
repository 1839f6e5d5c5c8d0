package io.gatehouse.checks.script;

import io.gatehouse.api.check.ActionStep;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.Dialing;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.Move;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.checks.script.Look.Decision;
import io.gatehouse.checks.script.Script.Line;
import io.gatehouse.checks.talk.Replies;
import java.util.List;

/**
 * One run of a script: line after line until one fails.
 *
 * <pre>
 *  connect ──► send ──► expect ──┬─ holds: next line
 *     ▲                    ▲     ├─ fails: the end
 *     └── next connect     └─────┴─ too little: listen, then from the first line that may change
 * </pre>
 */
final class ScriptRun implements Dialogue {
  /** More than this is not sent: HAProxy has one buffer for it. */
  private static final int MOST = 16_384;

  private static final byte[] NOTHING = {};

  private final Script script;
  private final CheckScene scene;
  private final Telling telling;
  private Line current;
  private int index;
  private byte[] said = NOTHING;
  private boolean ended;
  private boolean unread = true;
  private boolean bodyless;
  private boolean tls;
  private int code;

  ScriptRun(Script script, CheckScene scene) {
    this.script = script;
    this.scene = scene;
    this.telling = new Telling(script, scene);
    this.current = script.lines().getFirst();
  }

  @Override
  public void connected(boolean encrypted) {
    tls = encrypted;
  }

  @Override
  public Move next() {
    List<Line> lines = script.lines();
    while (index < lines.size()) {
      Line line = lines.get(index);
      if (!(line.step() instanceof ActionStep)) {
        current = line;
      }
      Decision decision;
      switch (line.step()) {
        case Connect connect -> {
          return connect(connect);
        }
        case Send send -> {
          return send(line, send);
        }
        case HttpSend send -> {
          bodyless = send.verb().equals("HEAD");
          return say(new HttpRequest(send, script, scene).bytes());
        }
        case Expect _ when unread -> {
          return Move.Listen.MORE;
        }
        case Expect expect -> decision = look(line, expect);
        case ActionStep step -> decision = act(line, step);
        default -> throw new IllegalStateException("a line of another check: " + line.step());
      }
      if (decision.failure() != null) {
        return new Move.Over(decision.failure());
      }
      code = decision.code();
      index = decision.more() ? script.head(index) : index + 1;
    }
    return new Move.Over(passed());
  }

  @Override
  public Move heard(byte[] answer, boolean last) {
    said = answer;
    ended = last;
    int body = 0;
    if (script.http()) {
      body = HttpReply.headEnd(answer);
      if (body < 0 && !last) {
        return Move.Listen.MORE;
      }
    }
    scene.received(answer, Math.max(0, body));
    unread = false;
    return next();
  }

  @Override
  public CheckResult failed(CheckResult usual) {
    CheckStatus status = usual.status();
    if (status == CheckStatus.L7TOUT && current.step() instanceof Expect expect) {
      status = expect.verdicts().late().orElse(status);
    }
    return telling.broken(status, usual.info(), current);
  }

  private CheckResult passed() {
    return switch (current.step()) {
      case Expect _ when gone() -> Telling.result(CheckStatus.L7OKC, Look.GONE, "");
      case Expect expect -> telling.passed(expect, code);
      case Connect connect ->
          Telling.result(
              tls ? CheckStatus.L6OK : CheckStatus.L4OK,
              0,
              connect.implicit() ? "" : "(tcp-check)");
      default -> Telling.result(CheckStatus.L7OK, 0, "(tcp-check)");
    };
  }

  private boolean gone() {
    return script.goneIsFine() && code == Look.GONE && !scene.stopped();
  }

  private Move connect(Connect connect) {
    Dialing dialing = connect.dialing().prompt(script.prompt(index));
    if (connect.portOf().isPresent()) {
      dialing = dialing.at(port(connect.portOf().get()));
    }
    index++;
    forget();
    return new Move.Connect(dialing);
  }

  /** 0, the server's own, where it cannot be told. */
  private int port(Expression of) {
    ExchangeControl exchange = scene.exchange();
    boolean known =
        of.evaluate(exchange, exchange.scratch()) && exchange.scratch().cast(SampleType.INTEGER);
    return known ? (int) (exchange.scratch().integer() & 0xffff) : 0;
  }

  private void forget() {
    unread = true;
    said = NOTHING;
    scene.received(NOTHING, 0);
  }

  private Move say(byte[] bytes) {
    index++;
    forget();
    return new Move.Say(bytes);
  }

  private Move send(Line line, Send send) {
    String words;
    try {
      words = send.words().now(scene);
    } catch (NumberFormatException malformed) {
      return new Move.Over(
          invalid("tcp-check send : failed to build log-format string at step " + line.number()));
    }
    if (words.length() >= MOST) {
      return new Move.Over(
          invalid(
              "tcp-check send : string too large (%d) for buffer size (%d) at step %d"
                  .formatted(words.length(), MOST, line.number())));
    }
    return say(Replies.bytes(words));
  }

  private static CheckResult invalid(String info) {
    return Telling.result(CheckStatus.L7RSP, 0, info);
  }

  private Decision look(Line line, Expect expect) {
    Look look = new Look(expect, telling, scene, line);
    Decision decision =
        script.http()
            ? look.at(HttpReply.parse(said, bodyless), ended, script.goneIsFine())
            : look.at(Replies.text(said), ended);
    unread = decision.more();
    return decision;
  }

  private Decision act(Line line, ActionStep step) {
    if (step.action().run(scene.exchange()) == Verdict.CONTINUE) {
      return Decision.DONE;
    }
    String words = "TCPCHK ACTION unexpected result at step " + line.number();
    return new Decision(false, invalid(words), 0);
  }
}
