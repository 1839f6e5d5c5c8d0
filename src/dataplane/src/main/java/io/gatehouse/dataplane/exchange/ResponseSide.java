package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.balance.Balancer.Outcome;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.gatehouse.dataplane.relay.Body;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.route.RuleList;
import io.gatehouse.dataplane.server.Observation.Sign;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.RetrySettings;
import io.netty.buffer.ByteBuf;

/** The way of a server's response to the client. */
abstract class ResponseSide extends RequestRelay {
  /** Room for the fields that the gateway adds to a head. */
  private static final int EDITS = 256;

  /** Up to this size a body's first part is copied behind the head. */
  private static final int JOINED = 4_096;

  protected boolean keepServer;
  protected boolean headSent;

  /** The server ended its side of a tunnel. */
  protected boolean serverEndedTunnel;

  ResponseSide(ClientLink client) {
    super(client);
  }

  @Override
  public void serverSent(ByteBuf data) {
    ServerConnection from = serverConnection;
    if (from == null || step != Step.RELAY) {
      data.release();
      return;
    }
    armServer();
    if (requestBody.framing() == Framing.TUNNEL && !independent()) {
      armClient();
    }
    while (step == Step.RELAY && data.isReadable() && from.equals(serverConnection)) {
      if (!responseSeen) {
        readResponse(data);
      } else if (!relay(data)) {
        return;
      }
    }
    data.release();
  }

  private void readResponse(ByteBuf data) {
    ResponseMessage head = response;
    if (head == null) {
      RequestMessage asked = request;
      RunningBackend from = backend;
      boolean unsafe = from != null && from.backend().proxy().http().acceptUnsafeResponses();
      Method method = asked == null ? Method.OTHER : asked.method();
      head = client.loop().heads().takeResponse(method, unsafe);
      response = head;
    }
    ScanResult result = head.feed(data);
    if (result == ScanResult.ERROR) {
      if (repeatAfter(RetrySettings.On.JUNK_RESPONSE)) {
        return;
      }
      countResponseError();
      told(Sign.HTTP_HEADERS);
      answer(errorPage(502), 'P', 'H');
    } else if (result == ScanResult.COMPLETE) {
      if (head.interim()) {
        interim(head);
      } else {
        serverAnswered(head, data);
      }
    }
  }

  private void interim(ResponseMessage head) {
    countOut(CountedSize.of(head));
    ByteBuf out = channel.alloc().buffer(head.headLength());
    head.writeTo(out);
    response = null;
    client.loop().heads().give(head);
    var _ = channel.writeAndFlush(out);
  }

  /** HAProxy counts the bytes that came with the head before anyone has looked at the head. */
  private static int withHead(ResponseMessage head, ByteBuf data) {
    return switch (head.framing()) {
      case NONE, CHUNKED -> 0;
      case LENGTH -> (int) Math.min(head.contentLength(), data.readableBytes());
      case CLOSE, TUNNEL -> data.readableBytes();
    };
  }

  private void serverAnswered(ResponseMessage head, ByteBuf data) {
    responseSeen = true;
    RunningBackend from = backend;
    ServerConnection upstream = serverConnection;
    RetrySettings.On asStatus = RetriedStatus.of(head.status());
    if (from == null || upstream == null || (asStatus != null && repeatAfter(asStatus))) {
      return;
    }
    replay.clear();
    measures.responseHead(head.status());
    countStatus(head.status());
    int ahead = withHead(head, data);
    countOut(CountedSize.of(head));
    measures.addToClient(ahead);
    captureStore().response(head);
    upstream.server().counters().responses.count(head.status());
    upstream.server().counters().requestsTotal.increment();
    upstream.server().observe(well(head.status()) ? Sign.HTTP_OK : Sign.HTTP_STATUS);
    keepServer = head.keepAlive() && head.framing() != Framing.CLOSE && keepsServer();
    noteAuthentication(head);
    if (endedByRules(from)) {
      return;
    }
    remember(upstream.server());
    responseBody.begin(head.framing(), head.contentLength());
    ByteBuf out = head(head, data.readableBytes());
    logAnswered();
    measures.addToClient(-ahead);
    join(out, data);
    if (head.framing() == Framing.TUNNEL) {
      keepClient = false;
      keepServer = false;
      tunnel();
    }
    if (responseBody.complete()) {
      keepServer &= !data.isReadable();
      responseComplete();
    }
  }

  private boolean endedByRules(RunningBackend from) {
    if (refuses(Phase.TCP_RESPONSE_CONTENT, from.rules(frontend()).tcpResponse())) {
      return true;
    }
    learn(dispatch.server());
    return refuses(Phase.HTTP_RESPONSE, from.rules(frontend()).httpResponse())
        || refuses(Phase.HTTP_RESPONSE, client.frontend().rules().httpResponse());
  }

  /** Sends the head, and with it a small part of the body: one buffer is cheaper than two. */
  private void join(ByteBuf out, ByteBuf data) {
    int size = data.readableBytes();
    if (size <= JOINED && responseBody.framing() == Framing.LENGTH) {
      size = responseBody.take(data);
      countOut(size);
      out.writeBytes(data, size);
    }
    write(out);
  }

  /** 501 and 505 are the client's fault (manual section 5.2, {@code observe}). */
  private static boolean well(int status) {
    return status < 500 || status == 501 || status == 505;
  }

  /** What the exchange tells of its server's health. */
  protected final void told(Sign sign) {
    ServerConnection from = serverConnection;
    if (from != null) {
      from.server().observe(sign);
    }
  }

  /** NTLM and Negotiate speak for the connection: from now on it serves this client alone. */
  abstract void noteAuthentication(ResponseMessage head);

  /** A client that is still sending is listened to until it is done; then its connection ends. */
  private void responseComplete() {
    if (requestBody.complete()) {
      finish();
      return;
    }
    answeredEarly = true;
    keepClient = false;
    channel.flush();
    channel.config().setAutoRead(true);
    armClient();
  }

  /** True when the rules ended the exchange otherwise. */
  private boolean refuses(Phase now, RuleList rules) {
    if (rules.isEmpty()) {
      return false;
    }
    phase(now);
    Verdict verdict = runner.run(rules, this);
    if (passed(verdict) || verdict == Verdict.WAIT) {
      return false;
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
    return true;
  }

  /** The last rules, then the head as it goes out. */
  protected final ByteBuf head(ResponseMessage head, int following) {
    RunningBackend from = backend;
    if (from != null) {
      afterResponse(from.rules(frontend()).httpAfterResponse());
    }
    afterResponse(client.frontend().rules().httpAfterResponse());
    if (head.framing() == Framing.CLOSE) {
      keepClient = false;
    }
    RequestMessage asked = request;
    HopFields.response(head, asked == null ? 10 : asked.version(), keepClient);
    int room = following <= JOINED ? following : 0;
    ByteBuf out = channel.alloc().buffer(head.headLength() + EDITS + room);
    head.writeTo(out);
    headSent = true;
    measures.status(head.status());
    client.frontend().counters().responses.count(head.status());
    if (from != null) {
      from.counters().responses.count(head.status());
    }
    return out;
  }

  private void afterResponse(RuleList rules) {
    if (!rules.isEmpty()) {
      phase(Phase.HTTP_AFTER_RESPONSE);
      runner.run(rules, this);
    }
  }

  protected final void countOut(int size) {
    measures.addToClient(size);
    client.frontend().counters().bytesOut.add(size);
  }

  protected final void write(ByteBuf out) {
    if (keepClient) {
      var _ = channel.write(out, channel.voidPromise());
    } else {
      lastWrite = channel.write(out);
    }
  }

  /** Forwards a part of the body; false when the buffer was handed on as a whole. */
  private boolean relay(ByteBuf data) {
    int size = responseBody.take(data);
    if (size == Body.BROKEN) {
      countResponseError();
      abort('S', 'D');
      return true;
    }
    countOut(responseBody.content());
    boolean whole = size == data.readableBytes();
    write(whole ? data : data.readRetainedSlice(size));
    ServerConnection from = serverConnection;
    if (!channel.isWritable() && from != null) {
      from.channel().config().setAutoRead(false);
      armClient();
      armServer();
    }
    if (responseBody.complete()) {
      // Bytes behind the response belong to nothing: such a connection is not used again.
      keepServer &= whole;
      responseComplete();
    }
    return !whole;
  }

  @Override
  public void serverPaused() {
    channel.flush();
  }

  @Override
  public void serverEnded() {
    if (step != Step.RELAY) {
      return;
    }
    keepServer = false;
    if (answeredEarly) {
      dropServer(false);
    } else if (requestBody.framing() == Framing.TUNNEL && !clientEnded) {
      serverEndedTunnel = true;
      Outlet.end(channel);
      armClient();
      armServer();
    } else if (responseSeen) {
      if (responseBody.endsWithConnection()) {
        finish();
      } else {
        serverAborted('D');
      }
    } else {
      endedWithoutAnswer();
    }
  }

  private void endedWithoutAnswer() {
    ServerConnection from = serverConnection;
    if (repeatAfter(RetrySettings.On.EMPTY_RESPONSE)) {
      return;
    } else if (mayRepeat()) {
      repeat();
    } else if (from != null && (from.reused() || client.stream()) && unanswered()) {
      // It may have closed before the request came. The client knows whether that can be repeated.
      abort('S', 'H');
    } else {
      countResponseError();
      told(Sign.HTTP_CLOSED);
      answer(errorPage(502), 'S', 'H');
    }
  }

  /** A pooled connection that the server closed meanwhile: nothing of the request was served. */
  private boolean mayRepeat() {
    ServerConnection from = serverConnection;
    RequestMessage asked = request;
    boolean idempotent =
        asked != null
            && switch (asked.method()) {
              case GET, HEAD, OPTIONS, PUT, DELETE, TRACE -> asked.framing() == Framing.NONE;
              case POST, CONNECT, OTHER -> false;
            };
    return from != null && from.reused() && idempotent && unanswered();
  }

  private void repeat() {
    ServerConnection from = serverConnection;
    serverConnection = null;
    step = Step.DISPATCH;
    if (from != null) {
      from.close();
    }
    dispatch.again();
  }

  private void serverAborted(char when) {
    client.frontend().counters().serverAborts.increment();
    abort('S', when);
  }

  protected final void countResponseError() {
    countFailure();
    RunningBackend from = backend;
    if (from != null) {
      from.counters().responseErrors.increment();
    }
    ServerConnection upstream = serverConnection;
    if (upstream != null) {
      upstream.server().counters().responseErrors.increment();
    }
  }

  @Override
  public void serverBroken() {
    if (serverEndedTunnel || (step == Step.RELAY && requestBody.framing() == Framing.TUNNEL)) {
      finish();
    } else {
      serverEnded();
    }
  }

  protected final void dropServer(boolean failed) {
    ServerConnection upstream = serverConnection;
    serverConnection = null;
    if (upstream != null) {
      upstream.close();
      observe(upstream, failed);
    }
  }

  protected final void observe(ServerConnection upstream, boolean failed) {
    long total = client.loop().clock().now() - dispatch.times().startedAt();
    Outcome outcome =
        new Outcome(dispatch.times().connectNanos(), measures.responseNanos(), total, failed);
    upstream.server().counters().times.count(measures);
    upstream.server().backend().counters().times.count(measures);
    upstream.server().backend().balancer().observe(upstream.server(), outcome);
  }
}
