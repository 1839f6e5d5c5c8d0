package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.upstream.ServerConnection;

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
    measures.begin(System.nanoTime());
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
      case RULES, TARPIT, DISPATCH, OVER -> {}
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
          answer(errorPage(408), 'c', 'R');
        }
      }
      case HEAD, RULES -> answer(errorPage(408), 'c', 'R');
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
