package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.balance.Balancer.Outcome;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.server.Observation.Sign;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.RetrySettings;

/**
 * The server of an exchange: what the exchange tells of it, and what is done when it ends the
 * connection before it has answered.
 */
abstract class ServerSide extends RequestRelay {
  protected boolean keepServer;

  ServerSide(ClientLink client) {
    super(client);
  }

  /** What the exchange tells of its server's health. */
  protected final void told(Sign sign) {
    ServerConnection from = serverConnection;
    if (from != null) {
      from.server().observe(sign);
    }
  }

  protected final void endedWithoutAnswer() {
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

  protected final void serverAborted(char when) {
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
