package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.route.RuleList;
import io.gatehouse.dataplane.server.RunningBackend;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The rules about a server's answer. They may hold it back until enough of its body has come
 * ({@code wait-for-body}); what comes meanwhile is kept.
 */
abstract class AnswerRules extends ServerSide {
  private final PendingBody expected = new PendingBody(client.loop().headRules());
  private final ByteSpan seen = new ByteSpan();
  private Judgement judgement = Judgement.PASSED;
  private int stage;
  private int begun;
  private boolean cut;

  /** What came of the body so far, while rules look at it. */
  private @Nullable ByteBuf arrived;

  /** The same while the answer is held back, which owns it. */
  private @Nullable ByteBuf held;

  /** What the rules say of an answer. */
  enum Judgement {
    PASSED,
    /** The exchange ended otherwise. */
    ENDED,
    WAITING
  }

  AnswerRules(ClientLink client) {
    super(client);
  }

  /** Whether rules wait for more of the body. */
  protected final boolean holding() {
    return judgement == Judgement.WAITING;
  }

  /** The head is there, and what came behind it; that is taken over when the rules wait. */
  protected final Judgement judge(ResponseMessage head, ByteBuf data) {
    expected.begin(
        head.framing() == Framing.TUNNEL ? Framing.NONE : head.framing(), head.contentLength());
    stage = 0;
    begun = -1;
    cut = false;
    endWait();
    arrived = data;
    judgeOn();
    arrived = null;
    if (holding()) {
      held = channel.alloc().buffer(Math.max(256, data.readableBytes())).writeBytes(data);
      armServer();
    }
    return judgement;
  }

  /** More has come, or nothing will come any more. */
  protected final Judgement judgeAgain(@Nullable ByteBuf more) {
    ByteBuf all = held;
    if (all != null && more != null) {
      all.writeBytes(more);
    }
    cut = more == null;
    arrived = all;
    judgeOn();
    arrived = null;
    return judgement;
  }

  /** Gives away what was held back; the caller releases it. */
  protected final @Nullable ByteBuf takeHeld() {
    ByteBuf all = held;
    held = null;
    return all;
  }

  /** The exchange is over. */
  protected final void dropHeld() {
    judgement = Judgement.PASSED;
    ByteBuf all = takeHeld();
    if (all != null) {
      all.release();
    }
  }

  private void judgeOn() {
    RunningBackend from = backend;
    judgement = Judgement.PASSED;
    while (from != null && stage < 3 && judgement == Judgement.PASSED) {
      judgement =
          switch (stage) {
            case 0 -> run(Phase.TCP_RESPONSE_CONTENT, from.rules(frontend()).tcpResponse());
            case 1 -> run(Phase.HTTP_RESPONSE, from.rules(frontend()).httpResponse());
            default -> run(Phase.HTTP_RESPONSE, client.frontend().rules().httpResponse());
          };
      if (judgement == Judgement.PASSED) {
        if (stage == 0) {
          learn(dispatch.server());
        }
        stage++;
      }
    }
    if (judgement == Judgement.PASSED) {
      endWait();
    }
  }

  private Judgement run(Phase now, RuleList rules) {
    if (rules.isEmpty()) {
      return Judgement.PASSED;
    }
    if (begun != stage) {
      begun = stage;
      phase(now);
    }
    Verdict verdict = runner.run(rules, this);
    if (verdict == Verdict.WAIT && now == Phase.HTTP_RESPONSE) {
      return Judgement.WAITING;
    }
    if (passed(verdict) || verdict == Verdict.WAIT) {
      return Judgement.PASSED;
    }
    if (denied || verdict != Verdict.REPLY) {
      client.frontend().counters().deniedResponses.increment();
    }
    Reply given = reply;
    if (given == null) {
      refused(verdict);
      abort('P', 'H');
    } else {
      answer(given, denied ? 'P' : 'L', 'H');
    }
    return Judgement.ENDED;
  }

  @Override
  public ByteSpan responsePayload() {
    return expected.view(arrived, seen);
  }

  @Override
  public boolean responseEnded() {
    return arrived == null ? super.responseEnded() : cut || expected.whole(arrived);
  }

  @Override
  public boolean bufferFull() {
    ByteBuf body = arrived;
    ResponseMessage head = response;
    if (body == null || head == null) {
      return super.bufferFull();
    }
    return body.readableBytes() + head.headLength() >= client.loop().headRules().bufsize();
  }
}
