package io.gatehouse.checks.script;

import io.gatehouse.api.check.ActionStep;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckRoute;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.checks.script.Look.Decision;
import io.gatehouse.checks.script.Script.Line;
import io.gatehouse.checks.talk.Dialing;
import io.gatehouse.checks.talk.Replies;
import io.gatehouse.checks.talk.TalkingChecker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script: line after line until one fails.
 *
 * <pre>
 *  connect ──► send ──► expect ──┬─ holds: next line
 *     ▲                    ▲     ├─ fails: the end
 *     └── next connect     └─────┴─ too little: read more, from the first line that may still change
 * </pre>
 */
final class ScriptRun {
  private final Script script;
  private final CheckTarget target;
  private final CheckScene scene;
  private final Telling telling;
  private @Nullable Wire wire;
  private Line current;
  private boolean unread = true;
  private boolean bodyless;
  private int code;

  ScriptRun(Script script, CheckTarget target) {
    this.script = script;
    this.target = target;
    this.scene = target.scene();
    this.telling = new Telling(script, scene);
    this.current = script.lines().getFirst();
  }

  CheckResult run() throws IOException {
    try {
      return lines();
    } catch (SocketTimeoutException silent) {
      CheckStatus usual = wire == null ? Dialing.late(silent) : CheckStatus.L7TOUT;
      boolean says = wire != null && current.step() instanceof Expect;
      CheckStatus status = says ? ((Expect) current.step()).verdicts().late().orElse(usual) : usual;
      return telling.broken(status, "", current);
    } catch (IOException failed) {
      boolean refused =
          failed instanceof ConnectException || failed instanceof NoRouteToHostException;
      CheckStatus status = wire == null && refused ? CheckStatus.L4CON : CheckStatus.SOCKERR;
      return telling.broken(status, TalkingChecker.systemWords(failed), current);
    } finally {
      hangUp();
    }
  }

  private void hangUp() throws IOException {
    Wire open = wire;
    wire = null;
    if (open != null) {
      open.close();
    }
  }

  private CheckResult lines() throws IOException {
    List<Line> lines = script.lines();
    int index = 0;
    while (index < lines.size()) {
      Line line = lines.get(index);
      if (!(line.step() instanceof ActionStep)) {
        current = line;
      }
      Decision decision = decide(line, index);
      if (decision.failure() != null) {
        return decision.failure();
      }
      code = decision.code();
      index = decision.more() ? script.head(index) : index + 1;
    }
    return passed();
  }

  private Decision decide(Line line, int index) throws IOException {
    return switch (line.step()) {
      case Connect connect -> connect(connect, index);
      case Send send -> send(line, send);
      case HttpSend send -> send(send);
      case Expect expect -> look(line, expect);
      case ActionStep step -> act(line, step);
      default -> throw new IllegalStateException("a line of another check: " + line.step());
    };
  }

  private CheckResult passed() {
    return switch (current.step()) {
      case Expect _ when gone() -> Telling.result(CheckStatus.L7OKC, Look.GONE, "");
      case Expect expect -> telling.passed(expect, code);
      case Connect connect ->
          Telling.result(CheckStatus.L4OK, 0, connect.implicit() ? "" : "(tcp-check)");
      default -> Telling.result(CheckStatus.L7OK, 0, "(tcp-check)");
    };
  }

  private boolean gone() {
    return script.goneIsFine() && code == Look.GONE && !scene.stopped();
  }

  private Decision connect(Connect connect, int index) throws IOException {
    hangUp();
    unread = true;
    scene.received(new byte[0], 0);
    SocketAddress address = address(connect);
    CheckRoute route = target.route();
    Dialing.Detour detour =
        new Dialing.Detour(
            connect.viaSocks() || connect.standard() && route.viaSocks(),
            connect.sendProxy() || connect.standard() && route.proxyVersion() > 0);
    boolean silent = script.silent(index) && detour.none();
    wire = Wire.open(address, target, new Wire.Manner(connect.polite(), silent, detour));
    return Decision.DONE;
  }

  private SocketAddress address(Connect connect) {
    if (!(target.address() instanceof InetSocketAddress own)) {
      return target.address();
    }
    int port = connect.port();
    if (port == 0 && connect.portOf().isPresent()) {
      ExchangeControl exchange = scene.exchange();
      boolean known =
          connect.portOf().get().evaluate(exchange, exchange.scratch())
              && exchange.scratch().cast(SampleType.INTEGER);
      port = known ? (int) (exchange.scratch().integer() & 0xffff) : 0;
    }
    port = port == 0 ? own.getPort() : port;
    return connect.host().isEmpty()
        ? new InetSocketAddress(own.getAddress(), port)
        : new InetSocketAddress(connect.host(), port);
  }

  private Wire wire() {
    Wire open = wire;
    if (open == null) {
      throw new IllegalStateException("a script begins with a connection");
    }
    return open;
  }

  private void say(byte[] bytes) throws IOException {
    wire().send(bytes);
    unread = true;
    scene.received(new byte[0], 0);
  }

  private Decision send(HttpSend send) throws IOException {
    say(new HttpRequest(send, script, scene).bytes());
    bodyless = send.verb().equals("HEAD");
    return Decision.DONE;
  }

  private Decision send(Line line, Send send) throws IOException {
    String words;
    try {
      words = send.words().now(scene);
    } catch (NumberFormatException malformed) {
      return invalid("tcp-check send : failed to build log-format string at step " + line.number());
    }
    if (words.length() >= Wire.MOST) {
      return invalid(
          "tcp-check send : string too large (%d) for buffer size (%d) at step %d"
              .formatted(words.length(), Wire.MOST, line.number()));
    }
    say(Replies.bytes(words));
    return Decision.DONE;
  }

  private static Decision invalid(String info) {
    return new Decision(false, Telling.result(CheckStatus.L7RSP, 0, info), 0);
  }

  private Decision look(Line line, Expect expect) throws IOException {
    Wire open = wire();
    if (unread) {
      open.receive();
      while (script.http() && !open.ended() && HttpReply.headEnd(open.received()) < 0) {
        open.receive();
      }
      int body = script.http() ? Math.max(0, HttpReply.headEnd(open.received())) : 0;
      scene.received(open.received(), body);
      unread = false;
    }
    Look look = new Look(expect, telling, scene, line);
    Decision decision =
        script.http()
            ? look.at(HttpReply.parse(open.received(), bodyless), open, script.goneIsFine())
            : look.at(Replies.text(open.received()), open.ended());
    unread = decision.more();
    return decision;
  }

  private Decision act(Line line, ActionStep step) {
    Verdict verdict = step.action().run(scene.exchange());
    return verdict == Verdict.CONTINUE
        ? Decision.DONE
        : invalid("TCPCHK ACTION unexpected result at step " + line.number());
  }
}
