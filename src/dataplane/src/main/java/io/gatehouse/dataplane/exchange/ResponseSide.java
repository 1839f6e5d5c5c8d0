package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.balance.Balancer.Outcome;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.exchange.HopFields.Stay;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.gatehouse.dataplane.relay.Body;
import io.gatehouse.dataplane.route.RuleList;
import io.gatehouse.dataplane.server.Observation.Sign;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.upstream.Failure;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.ErrorPages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The way of a response: the server's, or one that the gateway gives itself. */
abstract class ResponseSide extends RequestSide {
  /** Room for the fields that the gateway adds to a head. */
  private static final int EDITS = 256;

  /** Up to this size a body's first part is copied behind the head. */
  private static final int JOINED = 4_096;

  protected boolean keepServer;
  protected boolean headSent;

  ResponseSide(ClientLink client) {
    super(client);
  }

  /** The exchange is over; the connection goes on or is closed. */
  abstract void finish();

  @Override
  public void serverSent(ByteBuf data) {
    ServerConnection from = serverConnection;
    if (from == null || step != Step.RELAY) {
      data.release();
      return;
    }
    armServer();
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
    measures.responseHead(head.status());
    int ahead = withHead(head, data);
    countOut(CountedSize.of(head));
    measures.addToClient(ahead);
    RunningBackend from = backend;
    ServerConnection upstream = serverConnection;
    if (from == null || upstream == null) {
      return;
    }
    upstream.server().counters().responses.count(head.status());
    upstream.server().counters().requestsTotal.increment();
    upstream.server().observe(well(head.status()) ? Sign.HTTP_OK : Sign.HTTP_STATUS);
    keepServer = head.keepAlive() && head.framing() != Framing.CLOSE && keepsServer();
    if (refuses(Phase.TCP_RESPONSE_CONTENT, from.rules().tcpResponse())
        || refuses(Phase.HTTP_RESPONSE, from.rules().httpResponse())
        || refuses(Phase.HTTP_RESPONSE, client.frontend().rules().httpResponse())) {
      return;
    }
    responseBody.begin(head.framing(), head.contentLength());
    ByteBuf out = compose(head, data.readableBytes());
    logEarly();
    measures.addToClient(-ahead);
    join(out, data);
    if (head.framing() == Framing.TUNNEL) {
      keepClient = false;
      keepServer = false;
      tunnel();
    }
    if (responseBody.complete()) {
      keepServer &= !data.isReadable();
      finish();
    }
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
  private ByteBuf compose(ResponseMessage head, int following) {
    RunningBackend from = backend;
    if (from != null) {
      afterResponse(from.rules().httpAfterResponse());
    }
    afterResponse(client.frontend().rules().httpAfterResponse());
    if (head.framing() == Framing.CLOSE) {
      keepClient = false;
    }
    RequestMessage asked = request;
    boolean old = asked == null || asked.version() < 11;
    HopFields.connection(head, !keepClient ? Stay.CLOSE : old ? Stay.KEEP_ALIVE : Stay.UNSAID);
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

  private void countOut(int size) {
    measures.addToClient(size);
    client.frontend().counters().bytesOut.add(size);
  }

  private void write(ByteBuf out) {
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
    }
    if (responseBody.complete()) {
      // Bytes behind the response belong to nothing: such a connection is not used again.
      keepServer &= whole;
      finish();
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
    if (responseSeen) {
      if (responseBody.endsWithConnection()) {
        finish();
      } else {
        serverAborted('D');
      }
    } else if (mayRepeat()) {
      repeat();
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
    ResponseMessage begun = response;
    boolean idempotent =
        asked != null
            && switch (asked.method()) {
              case GET, HEAD, OPTIONS, PUT, DELETE, TRACE -> asked.framing() == Framing.NONE;
              case POST, CONNECT, OTHER -> false;
            };
    return from != null && from.reused() && idempotent && (begun == null || !begun.started());
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
    serverEnded();
  }

  @Override
  public void dispatchFailed(Failure failure) {
    if (failure.lost()) {
      serverLost(failure.cause());
      return;
    }
    answer(errorPage(503), failure.cause(), failure.stage());
  }

  private void serverLost(char cause) {
    if (serverConnection == null) {
      answer(errorPage(503), cause, 'C');
    } else {
      answer(errorPage(502), cause, responseSeen ? 'D' : 'H');
    }
  }

  /** Sends one of the gateway's own messages, or closes when a response is on its way already. */
  @Override
  void answer(Reply given, char cause, char when) {
    measures.terminated(cause, when);
    if (headSent) {
      abort(cause, when);
      return;
    }
    measures.noResponseHead();
    dropServer();
    if (given.status() == 400 || given.status() == 408 || !requestBody.complete() || !requestSeen) {
      keepClient = false;
    }
    ResponseMessage old = response;
    if (old != null) {
      client.loop().heads().give(old);
    }
    RunningBackend from = backend;
    ErrorPages pages =
        (from == null ? client.frontend().frontend().proxy() : from.backend().proxy()).errors();
    ByteBuf message = Replies.render(given, this, pages);
    RequestMessage asked = request;
    Method method = asked == null ? Method.OTHER : asked.method();
    ResponseMessage head = client.loop().heads().takeResponse(method, true);
    response = head;
    if (head.feed(message) == ScanResult.COMPLETE) {
      responseSeen = true;
      // HAProxy answers a request it could not read without counting the answer.
      countOut(requestSeen ? CountedSize.of(head) + message.readableBytes() : 0);
      write(compose(head, 0));
      if (method != Method.HEAD && message.isReadable()) {
        write(message);
        message = Unpooled.EMPTY_BUFFER;
      }
    }
    message.release();
    finish();
  }

  private void dropServer() {
    ServerConnection upstream = serverConnection;
    serverConnection = null;
    if (upstream != null) {
      upstream.close();
      observe(upstream, true);
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
