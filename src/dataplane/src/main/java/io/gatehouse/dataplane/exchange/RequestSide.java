package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.exchange.HopFields.Stay;
import io.gatehouse.dataplane.http.AddressField;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.gatehouse.dataplane.relay.Body;
import io.gatehouse.dataplane.route.RuleList;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.HttpOptions;
import io.gatehouse.model.HttpOptions.ConnectionMode;
import io.gatehouse.model.RuleSets;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Objects;

/**
 * The way of a request: its head is read, rules decide, a backend is found, and head and body go to
 * the server.
 */
abstract class RequestSide extends HttpMessages {
  private static final int LINE_REST = " HTTP/1.1".length();

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

  @Override
  public void clientSent(ByteBuf data) {
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
        countBadRequest();
        answer(errorPage(head.error().status()), 'P', 'R');
      }
      case COMPLETE -> headComplete(head);
    }
    return true;
  }

  private void countIn(int size) {
    measures.addFromClient(size);
    client.frontend().counters().bytesIn.add(size);
  }

  /** A request that never became one counts as one all the same. */
  protected final void countBadRequest() {
    client.frontend().counters().requestsTotal.increment();
    client.frontend().counters().requestRate.count(client.loop().clock().now());
    client.frontend().counters().requestErrors.increment();
  }

  protected static Reply errorPage(int status) {
    return new Reply(status, List.of(), new Reply.Body.ErrorPage());
  }

  private void headComplete(RequestMessage head) {
    requestSeen = true;
    countIn(CountedSize.of(head));
    requestBody.begin(head.framing(), head.contentLength());
    measures.headComplete();
    client.frontend().counters().requestsTotal.increment();
    client.frontend().counters().requestRate.count(client.loop().clock().now());
    ConnectionMode mode = client.frontend().frontend().proxy().http().connection();
    keepClient = head.keepAlive() && mode != ConnectionMode.CLOSE;
    int lineEnd = Math.min(head.headLength(), head.uriOffset() + head.uriLength() + LINE_REST);
    captureStore().line(head.bytes(), 0, lineEnd, client.loop().headRules().bufsize());
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

  private Verdict runStage() {
    RunningBackend to = backend;
    RuleSets front = client.frontend().frontend().proxy().rules();
    return switch (stage) {
      case 0 -> inspect(client.frontend().rules().tcpRequest(), front);
      case 1 -> monitor();
      case 2 -> run(Phase.HTTP_REQUEST, client.frontend().rules().httpRequest());
      case 3 -> route();
      case 4 ->
          to == null
              ? Verdict.CONTINUE
              : inspect(to.rules().tcpRequest(), to.backend().proxy().rules());
      case 5 -> to == null ? Verdict.CONTINUE : run(Phase.HTTP_REQUEST, to.rules().httpRequest());
      default -> dispatch();
    };
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

  /** {@code monitor-uri}: answered before any rule about requests. */
  private Verdict monitor() {
    RequestMessage head = Objects.requireNonNull(request);
    if (Monitored.asks(client.frontend().frontend().monitor().orElse(null), head)) {
      logLevel(-1);
      answer(errorPage(client.frontend().monitorFails(this) ? 503 : 200), 'L', 'R');
    }
    return Verdict.CONTINUE;
  }

  private Verdict route() {
    backend = client.frontend().router().route(this);
    runner.reset();
    phase(Phase.TCP_SESSION);
    return Verdict.CONTINUE;
  }

  private Verdict dispatch() {
    RunningBackend to = backend;
    if (to == null) {
      answer(errorPage(503), 'S', 'C');
      return Verdict.CONTINUE;
    }
    to.counters().sessions.rise();
    to.counters().sessionsTotal.increment();
    to.counters().sessionRate.count(client.loop().clock().now());
    to.counters().requestsTotal.increment();
    to.counters().requestRate.count(client.loop().clock().now());
    fields(to, Objects.requireNonNull(request));
    step = Step.DISPATCH;
    armClient();
    dispatch.start(to);
    return Verdict.CONTINUE;
  }

  private void fields(RunningBackend to, RequestMessage head) {
    AddressField forwardFor = to.forwardFor();
    if (forwardFor == null) {
      forwardFor = client.frontend().forwardFor();
    }
    if (forwardFor != null) {
      forwardFor.add(head, client.sourceAddress(), client.loop().sink());
    }
    AddressField originalTo = to.originalTo();
    if (originalTo == null) {
      originalTo = client.frontend().originalTo();
    }
    if (originalTo != null) {
      originalTo.add(head, client.destinationAddress(), client.loop().sink());
    }
    boolean keep = keepsServer();
    Stay stay = !keep ? Stay.CLOSE : head.version() < 11 ? Stay.KEEP_ALIVE : Stay.UNSAID;
    HopFields.connection(head, stay);
  }

  /** Whether the options let the server's connection live on. */
  protected final boolean keepsServer() {
    RunningBackend to = backend;
    return to != null
        && client.frontend().frontend().proxy().http().connection() == ConnectionMode.KEEP_ALIVE
        && to.backend().proxy().http().connection() == ConnectionMode.KEEP_ALIVE;
  }

  @Override
  public void connected(ServerConnection connection) {
    serverConnection = connection;
    step = Step.RELAY;
    RequestMessage head = Objects.requireNonNull(request);
    Channel to = connection.channel();
    ByteBuf out = to.alloc().buffer(head.headLength() + 256);
    head.writeTo(out);
    var _ = to.write(out, to.voidPromise());
    to.config().setAutoRead(true);
    forwardBody();
    dropIfRead();
    to.flush();
    armClient();
    armServer();
  }

  /** Sends what is there of the body; what follows it is the next request and stays. */
  private boolean forwardBody() {
    ByteBuf in = inbound;
    ServerConnection to = serverConnection;
    if (in == null || to == null || requestBody.complete()) {
      channel.config().setAutoRead(!bufferFull());
      return false;
    }
    int size = requestBody.take(in);
    if (size == Body.BROKEN) {
      client.frontend().counters().requestErrors.increment();
      answer(errorPage(400), 'P', 'D');
      return true;
    }
    countIn(requestBody.content());
    Channel out = to.channel();
    if (size == in.readableBytes()) {
      inbound = null;
      var _ = out.write(in, out.voidPromise());
    } else if (size > 0) {
      var _ = out.write(in.readRetainedSlice(size), out.voidPromise());
    }
    channel.config().setAutoRead(out.isWritable());
    if (requestBody.framing() != Framing.TUNNEL) {
      armClient();
    }
    armServer();
    return true;
  }

  @Override
  public void clientPaused() {
    ServerConnection to = serverConnection;
    if (to != null) {
      to.channel().flush();
    }
  }

  @Override
  public void serverWritable() {
    if (!bufferFull()) {
      channel.config().setAutoRead(true);
    }
  }

  /** From now on bytes go both ways until a side ends. */
  protected final void tunnel() {
    requestBody.begin(Framing.TUNNEL, 0);
    advance();
    clientPaused();
  }
}
