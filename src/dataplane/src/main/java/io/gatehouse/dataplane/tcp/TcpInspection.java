package io.gatehouse.dataplane.tcp;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.exchange.LiveExchange;
import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.route.RuleList;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.model.RuleSets;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The content rules of mode tcp: those of the frontend, the choice of a backend, and the backend's,
 * on what the client sent; then the backend's on what the server sent. Each set may wait for more
 * bytes for as long as its {@code inspect-delay} says.
 */
abstract class TcpInspection extends LiveExchange {
  protected final Channel channel;
  protected final HeldBytes fromClient;
  protected final HeldBytes fromServer;
  protected boolean clientEnded;
  protected boolean serverEnded;
  protected boolean inspecting;
  protected boolean inspectingAnswer;
  private final SpokenRequest spoken;
  private final Deadline limit = new Limit();
  private boolean frontendRulesDone;

  /** Rules decide with what they see. */
  private boolean late;

  private final class Limit extends Deadline {
    @Override
    protected void expired() {
      late = true;
      inspect();
      inspectAnswer();
    }
  }

  TcpInspection(ClientLink client) {
    super(client);
    channel = client.channel();
    int most = client.loop().headRules().bufsize();
    fromClient = new HeldBytes(channel, most);
    fromServer = new HeldBytes(channel, most);
    spoken = new SpokenRequest(client.loop().heads());
  }

  /** The rules let the exchange go on; null when no backend was found. */
  abstract void routed(@Nullable RunningBackend to);

  /** The rules let the answer go on. */
  abstract void answerPassed();

  /** A rule ended the exchange. */
  abstract void refuse(Verdict verdict, char stage);

  protected final void beginInspection() {
    phase(Phase.TCP_REQUEST_CONTENT);
    inspecting = true;
    inspect();
  }

  /** Goes on with the rules about what the client sent, if they are not over. */
  protected final void inspect() {
    if (!inspecting) {
      return;
    }
    if (!frontendRulesDone) {
      RuleSets sets = client.frontend().frontend().proxy().rules();
      if (waits(client.frontend().rules().tcpRequest(), sets.requestInspectDelay())) {
        return;
      }
      frontendRulesDone = true;
      decideNow();
      backend(client.frontend().router().route(this));
      phase(Phase.TCP_REQUEST_CONTENT);
      late = false;
    }
    RunningBackend to = backend;
    if (to != null
        && waits(
            to.rules(frontend()).tcpRequest(),
            to.backend().proxy().rules().requestInspectDelay())) {
      return;
    }
    inspecting = false;
    decideNow();
    routed(to);
  }

  /** Nothing waits from here on, until the next rules begin. */
  private void decideNow() {
    late = true;
    client.loop().deadlines().clear(limit);
  }

  /** Whether there are rules about what the server sends; they are begun then. */
  protected final void beginAnswer(RunningBackend from) {
    phase(Phase.TCP_RESPONSE_CONTENT);
    if (from.rules(frontend()).tcpResponse().isEmpty()) {
      learn(dispatch.server());
    } else {
      late = false;
      inspectingAnswer = true;
      inspectAnswer();
    }
  }

  /** Goes on with the rules about what the server sent, if they are not over. */
  protected final void inspectAnswer() {
    RunningBackend from = backend;
    if (!inspectingAnswer || from == null) {
      return;
    }
    Duration delay = from.backend().proxy().rules().responseInspectDelay();
    if (!waits(from.rules(frontend()).tcpResponse(), delay)) {
      inspectingAnswer = false;
      decideNow();
      learn(dispatch.server());
      answerPassed();
    }
  }

  /** Takes what was held for the rules; null when there is nothing. */
  protected final @Nullable ByteBuf takeFromClient() {
    spoken.forget();
    return fromClient.take();
  }

  protected final void endInspection() {
    inspectingAnswer = false;
    spoken.forget();
    fromClient.release();
    fromServer.release();
  }

  protected final void forgetInspection() {
    endLookup();
    client.loop().deadlines().remove(limit);
  }

  /** True while the rules wait, and when they ended the connection. */
  private boolean waits(RuleList rules, Duration delay) {
    if (rules.isEmpty()) {
      return false;
    }
    late |= delay.isZero();
    Verdict verdict = runner.run(rules, this);
    if (verdict == Verdict.CONTINUE || verdict == Verdict.STOP) {
      return false;
    }
    if (verdict != Verdict.WAIT) {
      boolean request = phase() == Phase.TCP_REQUEST_CONTENT;
      inspectingAnswer = false;
      var counters = client.frontend().counters();
      (request ? counters.deniedRequests : counters.deniedResponses).increment();
      refuse(verdict, request ? 'R' : 'D');
    } else if (!limit.pending()) {
      client.loop().deadlines().in(limit, delay.toNanos());
    }
    return true;
  }

  @Override
  public boolean inspectionOver() {
    return switch (phase()) {
      case TCP_REQUEST_CONTENT -> late || clientEnded || fromClient.full();
      case TCP_RESPONSE_CONTENT -> late || serverEnded || fromServer.full();
      default -> true;
    };
  }

  @Override
  public boolean mayWait() {
    return inspecting && !late;
  }

  @Override
  protected void nameKnown() {
    inspect();
  }

  @Override
  public void waitAtMost(Duration time) {
    if (!limit.pending()) {
      client.loop().deadlines().in(limit, time.toNanos());
    }
  }

  @Override
  public @Nullable RequestHead request() {
    return null;
  }

  @Override
  public @Nullable RequestHead request(Sample asking) {
    RequestHead head = spoken.head(fromClient);
    if (head == null && spoken.incomplete()) {
      asking.undecided();
    }
    return head;
  }

  @Override
  public @Nullable ResponseHead response() {
    return null;
  }

  /** Servers may be the ones that speak first. */
  @Override
  public boolean hasData() {
    return !fromClient.empty();
  }

  @Override
  public ByteSpan requestPayload() {
    return fromClient.view();
  }

  @Override
  public ByteSpan responsePayload() {
    return fromServer.view();
  }

  @Override
  public boolean requestEnded() {
    return clientEnded;
  }

  @Override
  public boolean responseEnded() {
    return serverEnded;
  }

  @Override
  public boolean bufferFull() {
    return phase() == Phase.TCP_RESPONSE_CONTENT ? fromServer.full() : fromClient.full();
  }

  @Override
  public HeadEditor editRequest() {
    throw new IllegalStateException("mode tcp has no request head");
  }

  @Override
  public HeadEditor editResponse() {
    throw new IllegalStateException("mode tcp has no response head");
  }

  @Override
  public void earlyHint(byte[] name, byte[] value, int offset, int length) {
    throw new IllegalStateException("mode tcp has no hints");
  }
}
