package io.gatehouse.dataplane.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.server.Observation.Sign;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.upstream.ServerConnection;
import java.util.List;

/**
 * The exchanges of one client connection in mode http, one after the other.
 *
 * <pre>
 *  IDLE ─► HEAD ─► RULES ─► DISPATCH ─► RELAY ─┬─► IDLE  (keep-alive)
 *                    └─ TARPIT ─► answer ──────┴─► OVER  (close)
 * </pre>
 */
public final class HttpExchange extends ResponseSide {
  private final ExchangeTimers timers = new ExchangeTimers(this, client.loop().deadlines());

  public HttpExchange(ClientLink client) {
    super(client);
  }

  @Override
  public void opened() {
    measures.begin(client.openedNanos());
    armClient();
    Verdict verdict = session();
    if (!passed(verdict)) {
      client.frontend().counters().deniedSessions.increment();
      logLevel(SILENT);
      refused(verdict);
      abort('P', 'R');
    }
  }

  /** {@code redir}: who may be sent elsewhere without harm is told to go to the server itself. */
  @Override
  public boolean redirected(RunningServer chosen) {
    String prefix = chosen.server().link().redirect();
    RequestMessage head = request;
    boolean safe = head != null && (head.method() == Method.GET || head.method() == Method.HEAD);
    if (prefix.isEmpty() || head == null || !safe || head.pathOffset() < 0) {
      return false;
    }
    int end = head.uriOffset() + head.uriLength();
    String path = new String(head.bytes(), head.pathOffset(), end - head.pathOffset(), ISO_8859_1);
    // The prefix "/" leaves the location as it is.
    String location = (prefix.equals("/") ? "" : prefix) + path;
    Reply elsewhere =
        new Reply(
            302,
            List.of(),
            new Reply.Body.RawMessage(
                "HTTP/1.1 302 Found\r\ncache-control: no-cache\r\ncontent-length: 0\r\nlocation: "
                    + location
                    + "\r\n\r\n"));
    chosen.counters().sessionsTotal.increment();
    answer(elsewhere, 'L', 'C');
    return true;
  }

  /** Ends the exchange and the connection without a word. */
  @Override
  void abort(char cause, char when) {
    measures.terminated(cause, when);
    keepClient = false;
    keepServer = false;
    finish();
  }

  /** The exchange is over; the connection goes on or is closed. */
  @Override
  void finish() {
    if (step == Step.OVER) {
      return;
    }
    boolean dispatched = step == Step.DISPATCH || step == Step.RELAY;
    keepClient &= requestBody.complete() && !clientEnded;
    keepServer &= requestBody.complete() && responseBody.complete();
    step = Step.OVER;
    releaseServer();
    dispatch.leaveServer();
    RunningBackend from = backend;
    if (from != null && dispatched) {
      from.counters().sessions.fall();
      from.counters().bytesIn.add(measures.bytesFromClient());
      from.counters().bytesOut.add(measures.bytesToClient());
    }
    measures.ended();
    logEnd();
    dispatch.end();
    clearMessages();
    headSent = false;
    keepServer = false;
    if (keepClient) {
      nextRequest();
    } else {
      timers.clear();
      hangUp();
    }
  }

  private void releaseServer() {
    ServerConnection upstream = serverConnection;
    serverConnection = null;
    if (upstream == null) {
      return;
    }
    observe(upstream, measures.terminated());
    upstream.server().counters().bytesIn.add(measures.bytesFromClient());
    upstream.server().counters().bytesOut.add(measures.bytesToClient());
    RunningBackend from = backend;
    boolean shared =
        from != null && from.backend().reuse() != io.gatehouse.model.Backend.ReuseMode.NEVER;
    if (keepServer && shared) {
      upstream.keep();
    } else {
      upstream.closeAfterWrites();
    }
  }

  private void nextRequest() {
    served++;
    channel.flush();
    next();
    measures.begin(client.loop().clock().now());
    step = Step.IDLE;
    armClient();
    timers.clearServer();
    advance();
  }

  @Override
  public void clientEnded() {
    clientEnded = true;
    ServerConnection to = serverConnection;
    switch (step) {
      case IDLE -> {
        if (probe()) {
          step = Step.OVER;
          Outlet.close(channel);
        } else {
          answer(errorPage(400), 'C', 'R');
        }
      }
      case HEAD -> answer(errorPage(400), 'C', 'R');
      case RELAY -> {
        if (requestBody.framing() == Framing.TUNNEL && to != null) {
          Outlet.end(to.channel());
        } else if (!requestBody.complete()) {
          abort('C', 'D');
        }
      }
      case RULES -> {
        boolean _ = decideLate();
      }
      case TARPIT, DISPATCH, OVER -> {}
    }
  }

  @Override
  public void clientWritable() {
    ServerConnection from = serverConnection;
    if (from != null) {
      from.channel().config().setAutoRead(true);
    }
  }

  @Override
  public void clientGone() {
    if (step == Step.IDLE && probe()) {
      step = Step.OVER;
    } else if (step != Step.OVER) {
      client.frontend().counters().clientAborts.increment();
      if (!requestSeen) {
        measures.status(400);
      }
      abort('C', step == Step.RELAY ? 'D' : step == Step.DISPATCH ? 'C' : 'R');
    }
    dropInbound();
    clearMessages();
    timers.remove();
    dispatch.dispose();
  }

  /** A silent connection ends silently after its first exchange; before, where it is asked for. */
  private boolean probe() {
    return served > 0 || client.frontend().frontend().proxy().http().ignoreProbes();
  }

  /** Called by the timers: the client did nothing for too long. */
  void clientTimeout() {
    switch (step) {
      case IDLE -> {
        if (probe()) {
          step = Step.OVER;
          Outlet.close(channel);
        } else {
          countBadRequest();
          answer(errorPage(408), 'c', 'R');
        }
      }
      case HEAD -> {
        countBadRequest();
        answer(errorPage(408), 'c', 'R');
      }
      case RULES -> {
        if (!decideLate()) {
          answer(errorPage(408), 'c', 'R');
        }
      }
      case TARPIT -> {
        Reply given = reply;
        measures.tarpitted();
        answer(given == null ? errorPage(500) : given, 'P', 'T');
      }
      case RELAY -> answer(errorPage(408), 'c', 'D');
      case DISPATCH, OVER -> {}
    }
  }

  /** Called by the timers: the server did nothing for too long. */
  void serverTimeout() {
    if (step != Step.RELAY) {
      return;
    }
    countResponseError();
    if (requestBody.framing() == Framing.TUNNEL) {
      // Both sides were silent for as long: HAProxy looks at the client's side first.
      abort('c', 'D');
    } else if (responseSeen) {
      abort('s', 'D');
    } else {
      told(Sign.HTTP_READ_TIMEOUT);
      answer(errorPage(504), 's', 'H');
    }
  }

  @Override
  void armClient() {
    timers.armClient();
  }

  @Override
  void armServer() {
    timers.armServer();
  }

  /** {@code http-reuse}: the first request of a client is not risked on another's connection. */
  @Override
  public Reuse reuse() {
    RunningBackend to = backend;
    if (to == null) {
      return Reuse.NONE;
    }
    return switch (to.backend().reuse()) {
      case NEVER -> Reuse.NONE;
      case SAFE -> served == 0 ? Reuse.NONE : Reuse.ANY;
      case AGGRESSIVE -> served == 0 ? Reuse.PROVEN : Reuse.ANY;
      case ALWAYS -> Reuse.ANY;
    };
  }
}
