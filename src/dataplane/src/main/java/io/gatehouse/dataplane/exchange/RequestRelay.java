package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.AddressField;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ServerNameField;
import io.gatehouse.dataplane.relay.Body;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.HttpOptions.ConnectionMode;
import io.gatehouse.model.RetrySettings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Objects;

/** The second part of a request's way: head and body go to a server, perhaps more than once. */
abstract class RequestRelay extends RequestSide {
  protected final Replay replay = new Replay();

  /** The response is complete, but the client is still sending its request. */
  protected boolean answeredEarly;

  RequestRelay(ClientLink client) {
    super(client);
  }

  @Override
  Verdict dispatch() {
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
    recognise(to);
    fields(to, Objects.requireNonNull(request));
    endPending();
    replay.begin(to.backend().retries());
    step = Step.DISPATCH;
    armClient();
    if (clientEnded && abortsOnClose()) {
      abort('C', 'C');
    } else {
      dispatch.start(to);
    }
    return Verdict.CONTINUE;
  }

  private void fields(RunningBackend to, RequestMessage head) {
    identify(head);
    RunningFrontend front = client.frontend();
    ByteSink scratch = client.loop().sink();
    AddressField.add(front.forwardFor(), to.forwardFor(), head, sourceAddress(), scratch);
    AddressField.add(front.originalTo(), to.originalTo(), head, destinationAddress(), scratch);
    head.tellFraming();
    HopFields.request(head, keepsServer() || to.backend().proxy().http().pretendKeepAlive());
  }

  /** Whether the options let the server's connection live on. */
  protected final boolean keepsServer() {
    RunningBackend to = backend;
    return to != null
        && client.frontend().frontend().proxy().http().connection() != ConnectionMode.SERVER_CLOSE
        && to.backend().proxy().http().connection() == ConnectionMode.KEEP_ALIVE;
  }

  /** {@code option abortonclose}. */
  protected final boolean abortsOnClose() {
    RunningBackend to = backend;
    return to != null && to.backend().proxy().http().abortOnClose();
  }

  @Override
  public void connected(ServerConnection connection) {
    serverConnection = connection;
    step = Step.RELAY;
    RequestMessage head = Objects.requireNonNull(request);
    nameServer(head);
    Channel to = connection.channel();
    ByteBuf out = to.alloc().buffer(head.headLength() + 256);
    head.writeTo(out);
    var _ = to.write(out, to.voidPromise());
    to.config().setAutoRead(true);
    if (replay.ready()) {
      replay.writeTo(to);
    } else {
      replay.offer(inbound, head.headLength(), client.loop().headRules().bufsize());
      forwardBody();
      replay.sent(requestBody.complete());
    }
    dropIfRead();
    to.flush();
    armClient();
    armServer();
  }

  /** So late, because every attempt may have another server. */
  private void nameServer(RequestMessage head) {
    RunningBackend to = backend;
    RunningServer server = dispatch.server();
    ServerNameField field = to == null ? null : to.serverNameField();
    if (field != null && server != null) {
      field.tell(head, server.name(), client.loop().sink());
    }
  }

  /**
   * Sends the request once more where {@code retry-on} says so.
   *
   * @return false when it may not be repeated
   */
  protected final boolean repeatAfter(RetrySettings.On why) {
    ServerConnection from = serverConnection;
    RunningBackend to = backend;
    if (from == null
        || to == null
        || !replay.ready()
        || dispatch.retries() >= retries()
        || !to.backend().retries().on().contains(why)) {
      return false;
    }
    serverConnection = null;
    step = Step.DISPATCH;
    from.close();
    forgetResponse();
    return dispatch.repeat();
  }

  /** Sends what is there of the body; what follows it is the next request and stays. */
  @Override
  boolean forwardBody() {
    ByteBuf in = inbound;
    ServerConnection to = serverConnection;
    if (in == null || (to == null && !answeredEarly) || requestBody.complete()) {
      channel.config().setAutoRead(!bufferFull());
      return false;
    }
    int size = requestBody.take(in);
    if (size == Body.BROKEN) {
      client.frontend().counters().requestErrors.increment();
      answer(errorPage(400), 'P', responseSeen ? 'D' : 'H');
      return true;
    }
    countIn(requestBody.content());
    replay.forwarded(size);
    if (to == null) {
      in.skipBytes(size);
    } else {
      pass(in, size, to);
    }
    if (requestBody.framing() != Framing.TUNNEL || !independent()) {
      armClient();
    }
    if (answeredEarly && requestBody.complete()) {
      clientPaused();
      finish();
    } else {
      armServer();
    }
    return true;
  }

  private void pass(ByteBuf in, int size, ServerConnection to) {
    Channel out = to.channel();
    if (size == in.readableBytes()) {
      inbound = null;
      var _ = out.write(in, out.voidPromise());
    } else if (size > 0) {
      var _ = out.write(in.readRetainedSlice(size), out.voidPromise());
    }
    channel.config().setAutoRead(out.isWritable());
  }

  abstract void finish();

  /** Whether a side counts as active only by what it sends ({@code option independent-streams}). */
  protected final boolean independent() {
    return client.frontend().frontend().proxy().tcp().independentStreams();
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
    armServer();
    if (!bufferFull()) {
      channel.config().setAutoRead(true);
    }
  }

  /** From now on bytes go both ways until both sides have ended. */
  protected final void tunnel() {
    requestBody.begin(Framing.TUNNEL, 0);
    advance();
    clientPaused();
    armClient();
    armServer();
  }
}
