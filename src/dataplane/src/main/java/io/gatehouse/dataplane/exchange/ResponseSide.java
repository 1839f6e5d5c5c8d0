package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.Phase;
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
abstract class ResponseSide extends AnswerRules {
  /** Room for the fields that the gateway adds to a head. */
  private static final int EDITS = 256;

  /** Up to this size a body's first part is copied behind the head. */
  private static final int JOINED = 4_096;

  protected boolean headSent;

  /** Bytes of the body that HAProxy counts with the head, until the head goes out. */
  private int ahead;

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
      } else if (holding()) {
        heldBack(judgeAgain(data));
      } else if (!relay(data)) {
        return;
      }
    }
    data.release();
  }

  /** What was held back goes on its way when the rules let it pass. */
  private void heldBack(Judgement now) {
    ResponseMessage head = response;
    ByteBuf all = now == Judgement.WAITING ? null : takeHeld();
    if (all == null || head == null) {
      return;
    }
    if (now == Judgement.PASSED) {
      ServerConnection from = serverConnection;
      armServer();
      proceed(head, all);
      while (step == Step.RELAY
          && all.isReadable()
          && from != null
          && from.equals(serverConnection)) {
        if (!relay(all)) {
          return;
        }
      }
    }
    all.release();
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
    ahead = withHead(head, data);
    countOut(CountedSize.of(head));
    measures.addToClient(ahead);
    captureStore().response(head);
    upstream.server().counters().responses.count(head.status());
    upstream.server().counters().requestsTotal.increment();
    upstream.server().observe(well(head.status()) ? Sign.HTTP_OK : Sign.HTTP_STATUS);
    keepServer = head.keepAlive() && head.framing() != Framing.CLOSE && keepsServer();
    noteAuthentication(head);
    if (judge(head, data) == Judgement.PASSED) {
      proceed(head, data);
    }
  }

  /** The rules let the answer pass. */
  private void proceed(ResponseMessage head, ByteBuf data) {
    ServerConnection upstream = serverConnection;
    if (upstream != null && !remember(upstream.server())) {
      answer(errorPage(500), 'P', 'H');
      return;
    }
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

  /** Sends the head, and with it a small part of the body: one buffer is cheaper than two. */
  private void join(ByteBuf out, ByteBuf data) {
    int size = data.readableBytes();
    if (size <= JOINED && responseBody.framing() == Framing.LENGTH && !bodyUnwanted()) {
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
    boolean unwanted = bodyUnwanted();
    if (unwanted) {
      data.skipBytes(size);
    } else {
      write(whole ? data : data.readRetainedSlice(size));
    }
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
    return unwanted || !whole;
  }

  /** What a server says in answer to a method that a rule has chosen must not reach the client. */
  private boolean bodyUnwanted() {
    RequestMessage asked = request;
    return asked != null && asked.bodyUnwanted() && responseBody.framing() != Framing.TUNNEL;
  }

  /** Whether there may be a body that the client does not get. */
  public boolean drains() {
    RequestMessage asked = request;
    return asked != null && asked.bodyUnwanted() && asked.method() != Method.HEAD;
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
    if (holding()) {
      heldBack(judgeAgain(null));
      channel.flush();
      if (step != Step.RELAY) {
        return;
      }
    }
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

  @Override
  public void serverBroken() {
    if (serverEndedTunnel || (step == Step.RELAY && requestBody.framing() == Framing.TUNNEL)) {
      finish();
    } else {
      serverEnded();
    }
  }
}
