package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.gatehouse.dataplane.route.RuleList;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.model.ClientTimeouts;
import io.gatehouse.model.HttpOptions;
import io.gatehouse.model.HttpOptions.ConnectionMode;
import io.gatehouse.model.Proxy;
import io.gatehouse.model.RuleSets;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The first part of a request's way: its head is read, rules decide, a backend is found. */
abstract class RequestSide extends HttpMessages {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  protected Step step = Step.IDLE;

  /** Exchanges of this connection before this one. */
  protected int served;

  protected boolean keepClient;
  protected boolean clientEnded;
  private int stage;
  private boolean inspectionLate;
  private boolean advancing;

  /** Where an exchange stands. */
  enum Step {
    /** No byte of the next request has come. */
    IDLE,
    HEAD,
    /** The first half of HTTP/2's preface has come. */
    PREFACE,
    /** A rule waits for the body. */
    RULES,
    TARPIT,
    /** A server is looked for. */
    DISPATCH,
    RELAY,
    /** Nothing more is read from the client. */
    OVER
  }

  RequestSide(ClientLink client) {
    super(client);
  }

  abstract void answer(Reply given, char cause, char when);

  abstract void abort(char cause, char when);

  abstract void armClient();

  abstract void armServer();

  /** Looks for the second half of HTTP/2's preface; false when more must come. */
  abstract boolean preface();

  /** Looks for a server of the backend. */
  abstract Verdict dispatch();

  /** Forwards what has come of the body; false when there was nothing to do. */
  abstract boolean forwardBody();

  @Override
  public void clientSent(ByteBuf data) {
    // A configuration that is in force holds for every request that comes after it.
    renew();
    hold(data);
    advance();
  }

  /** Goes on with what the client has sent, also from one exchange to the next. */
  protected final void advance() {
    if (advancing) {
      return;
    }
    advancing = true;
    while (hasInbound() && step()) {
      dropIfRead();
    }
    dropIfRead();
    advancing = false;
    if (step != Step.RELAY) {
      channel.config().setAutoRead(!bufferFull());
    }
  }

  /** False when no more can be done with the bytes that are there. */
  private boolean step() {
    return switch (step) {
      case IDLE, HEAD -> readHead();
      case PREFACE -> preface();
      case RULES -> decide();
      case RELAY -> forwardBody();
      case TARPIT, DISPATCH -> false;
      case OVER -> discard();
    };
  }

  private boolean discard() {
    dropInbound();
    return false;
  }

  private boolean readHead() {
    RequestMessage head = request;
    if (head == null) {
      HttpOptions options = client.frontend().frontend().proxy().http();
      head = client.loop().heads().takeRequest(options.acceptUnsafeRequests());
      request = head;
    }
    ScanResult result = head.feed(Objects.requireNonNull(inbound));
    if (step == Step.IDLE && head.started()) {
      step = Step.HEAD;
      measures.firstByte();
      armClient();
    }
    switch (result) {
      case NEED_MORE -> {
        return false;
      }
      case ERROR -> {
        if (head.prefaced() && served == 0 && client.mayBecomeHttp2()) {
          step = Step.PREFACE;
        } else {
          refuse(head.error().status());
        }
      }
      case COMPLETE -> headComplete(head);
    }
    return true;
  }

  /** Answers what never became a request. */
  protected final void refuse(int status) {
    countBadRequest(true);
    answer(errorPage(status), 'P', 'R');
  }

  protected final void countIn(int size) {
    measures.addFromClient(size);
    client.frontend().counters().bytesIn.add(size);
  }

  /** A request that never became one counts as one all the same. */
  protected final void countBadRequest(boolean bad) {
    countNoRequest(bad);
    client.frontend().counters().requestsTotal.increment();
    client.frontend().counters().requestRate.count(client.loop().clock().now());
    client.frontend().counters().requestErrors.increment();
  }

  @Override
  public boolean first() {
    return served == 0;
  }

  protected static Reply errorPage(int status) {
    return new Reply(status, List.of(), new Reply.Body.ErrorPage());
  }

  private void headComplete(RequestMessage head) {
    requestSeen = true;
    countIn(CountedSize.of(head));
    requestBody.begin(head.framing(), head.contentLength());
    beginBody(head);
    measures.headComplete();
    client.frontend().counters().requestsTotal.increment();
    client.frontend().counters().requestRate.count(client.loop().clock().now());
    ConnectionMode mode = client.frontend().frontend().proxy().http().connection();
    keepClient =
        head.keepAlive()
            && mode != ConnectionMode.CLOSE
            && !client.frontend().stopped()
            && !client.stream();
    captureStore().request(head);
    client.frontend().traffic().started(this);
    step = Step.RULES;
    stage = 0;
    dropIfRead();
    decide();
  }

  /** Runs the rule sets from where they stand; false while one waits. */
  protected final boolean decide() {
    while (step == Step.RULES) {
      Verdict verdict = runStage();
      flushHints();
      if (verdict == Verdict.WAIT) {
        sendContinue();
        armClient();
        return false;
      }
      if (!passed(verdict)) {
        refuse(verdict);
        return true;
      }
      stage++;
    }
    return true;
  }

  /** Who waits for the body must not be waited for in turn (RFC 9110 section 10.1.1). */
  private void sendContinue() {
    RequestMessage head = Objects.requireNonNull(request);
    if (lookup() == null && head.expectContinue() && !hasInbound() && !requestEnded()) {
      HopFields.removeExpect(head);
      var _ = channel.writeAndFlush(channel.alloc().buffer(32).writeBytes(CONTINUE));
    }
  }

  @Override
  public boolean mayWait() {
    return phase() != Phase.TCP_REQUEST_CONTENT || !inspectionLate;
  }

  @Override
  protected void nameKnown() {
    if (step == Step.RULES) {
      decide();
      advance();
    }
  }

  private Verdict runStage() {
    RunningBackend to = backend;
    RuleSets front = client.frontend().frontend().proxy().rules();
    return switch (stage) {
      case 0 -> awaitBody(client.frontend().frontend().proxy());
      case 1 -> inspect(client.frontend().rules().tcpRequest(), front);
      case 2 -> monitor();
      case 3 -> run(Phase.HTTP_REQUEST, client.frontend().rules().httpRequest());
      case 4 -> route();
      case 5 -> to == null ? Verdict.CONTINUE : awaitBody(to.backend().proxy());
      case 6 ->
          to == null
              ? Verdict.CONTINUE
              : inspect(to.rules(frontend()).tcpRequest(), to.backend().proxy().rules());
      case 7 -> to == null ? Verdict.CONTINUE : runBackend(to);
      default -> dispatch();
    };
  }

  /** {@code option http-buffer-request}: nothing is decided before the body is there. */
  private Verdict awaitBody(Proxy proxy) {
    if (!proxy.http().bufferRequest() || requestEnded() || bufferFull()) {
      return Verdict.CONTINUE;
    }
    ClientTimeouts set = client.frontend().frontend().timeouts();
    waitAtMost(set.httpRequest().isZero() ? set.client() : set.httpRequest());
    return Verdict.WAIT;
  }

  /** Content rules see the head and what came of the body; they may wait for more of it. */
  private Verdict inspect(RuleList rules, RuleSets sets) {
    if (rules.isEmpty()) {
      return Verdict.CONTINUE;
    }
    if (phase() != Phase.TCP_REQUEST_CONTENT) {
      inspectionLate = sets.requestInspectDelay().isZero();
    }
    Verdict verdict = run(Phase.TCP_REQUEST_CONTENT, rules);
    if (verdict == Verdict.WAIT) {
      waitAtMost(sets.requestInspectDelay());
    } else {
      endWait();
    }
    return verdict;
  }

  @Override
  public boolean inspectionOver() {
    return phase() != Phase.TCP_REQUEST_CONTENT
        || inspectionLate
        || clientEnded
        || requestEnded()
        || bufferFull();
  }

  /** The time to wait is over: content rules decide with what there is, others are too late. */
  protected final boolean decideLate() {
    if (phase() != Phase.TCP_REQUEST_CONTENT || inspectionLate) {
      return false;
    }
    inspectionLate = true;
    endWait();
    decide();
    advance();
    return true;
  }

  private Verdict run(Phase now, RuleList rules) {
    if (rules.isEmpty()) {
      return Verdict.CONTINUE;
    }
    if (phase() != now) {
      phase(now);
    }
    return runner.run(rules, this);
  }

  private void refuse(Verdict verdict) {
    if (denied || verdict != Verdict.REPLY) {
      client.frontend().counters().deniedRequests.increment();
    } else {
      client.frontend().counters().intercepted.increment();
    }
    Reply given = reply;
    if (denied) {
      countError();
      refusedBy(backend);
    }
    if (verdict != Verdict.REPLY || given == null) {
      refused(verdict);
      abort('P', 'R');
    } else if (tarpit) {
      step = Step.TARPIT;
      armClient();
    } else {
      answer(given, denied ? 'P' : 'L', 'R');
    }
  }

  private Verdict runBackend(RunningBackend to) {
    countBackendRequest();
    return run(Phase.HTTP_REQUEST, to.rules(frontend()).httpRequest());
  }

  /** {@code monitor-uri}: answered before any rule about requests. */
  private Verdict monitor() {
    countRequest();
    RequestMessage head = Objects.requireNonNull(request);
    if (Monitored.asks(client.frontend().frontend().monitor().orElse(null), head)) {
      logLevel(-1);
      answer(errorPage(client.frontend().monitorFails(this) ? 503 : 200), 'L', 'R');
    } else {
      logRequested();
    }
    return Verdict.CONTINUE;
  }

  private Verdict route() {
    backend(client.frontend().router().route(this));
    runner.reset();
    phase(Phase.TCP_SESSION);
    return Verdict.CONTINUE;
  }
}
