package io.gatehouse.dataplane.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.server.Observation.Sign;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.upstream.Departure;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.Backend.ReuseMode;
import io.gatehouse.model.RetrySettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one client connection in mode http, one after the other.
 *
 * <pre>
 *  IDLE ─► HEAD ─► RULES ─► DISPATCH ◄─► RELAY ─┬─► IDLE  (keep-alive)
 *                    └─ TARPIT ─► answer ───────┴─► OVER  (close)
 * </pre>
 */
public final class HttpExchange extends StreamedExchange {
  private final ExchangeTimers timers = new ExchangeTimers(this, client.loop().deadlines());
  private final OwnConnections own = new OwnConnections();

  public HttpExchange(ClientLink client) {
    super(client);
  }

  /** The only exchange of a stream; the other one is the side of its connection. */
  public HttpExchange(ClientLink stream, HttpExchange session) {
    super(stream, session);
  }

  @Override
  void forgetTimers() {
    timers.remove();
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
    } else {
      countSession();
      if (client.startsWithHttp2()) {
        becomeSession(null);
      }
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
    cutOff();
    finish();
  }

  /** The exchange is over; the connection goes on or is closed. */
  @Override
  void finish() {
    if (step == Step.OVER) {
      return;
    }
    boolean dispatched = step == Step.DISPATCH || step == Step.RELAY;
    boolean whole = requestSeen && requestBody.complete();
    keepClient &= whole && !clientEnded && !client.frontend().stopped();
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
    dropHeld();
    clearMessages();
    replay.clear();
    headSent = false;
    keepServer = false;
    answeredEarly = false;
    if (keepClient) {
      nextRequest();
    } else {
      close(whole);
    }
  }

  private void close(boolean whole) {
    own.close();
    timers.armClosing();
    if (whole && !hasInbound() || clientEnded) {
      hangUp();
    } else {
      // Closing with bytes unread would make the system reset the answer away.
      linger();
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
    boolean shared = from != null && from.backend().reuse() != ReuseMode.NEVER && !own.bound();
    if (!keepServer || (!shared && !keepClient)) {
      upstream.closeAfterWrites();
    } else if (shared) {
      upstream.keep();
    } else if (upstream.keepPrivate()) {
      own.add(upstream);
    }
  }

  @Override
  public void renew() {
    if (step == Step.IDLE && !hasInbound() && goOver()) {
      armClient();
    }
  }

  private void nextRequest() {
    served++;
    channel.flush();
    boolean _ = goOver();
    next();
    measures.begin(client.loop().clock().now());
    step = Step.IDLE;
    armClient();
    timers.clearServer();
    advance();
  }

  @Override
  public void connected(ServerConnection connection) {
    own.remove(connection);
    super.connected(connection);
  }

  @Override
  void noteAuthentication(ResponseMessage head) {
    if (head.status() == 401 || head.status() == 407) {
      own.bindIfAsked(head);
    }
  }

  @Override
  public @Nullable ServerConnection own(RunningServer server, Departure departure) {
    return own.of(server, departure);
  }

  @Override
  public @Nullable RunningServer preferred() {
    RunningBackend to = backend;
    if (to == null || !(own.bound() || to.backend().proxy().http().preferLastServer())) {
      return null;
    }
    return own.serverOf(to);
  }

  @Override
  public void clientEnded() {
    clientEnded = true;
    switch (step) {
      case IDLE -> {
        if (probe()) {
          step = Step.OVER;
          close(true);
        } else {
          answer(errorPage(400), 'C', 'R');
        }
      }
      case HEAD, PREFACE -> answer(errorPage(400), 'C', 'R');
      case RULES -> {
        if (!decideLate() && !requestEnded()) {
          answer(errorPage(400), 'C', 'R');
        }
      }
      case TARPIT -> clientTimeout();
      case DISPATCH -> {
        if (abortsOnClose()) {
          clientAborted();
        }
      }
      case RELAY -> endedInRelay();
      case OVER -> Outlet.close(channel);
    }
  }

  private void endedInRelay() {
    ServerConnection to = serverConnection;
    if (answeredEarly) {
      clientAborted();
    } else if (requestBody.framing() == Framing.TUNNEL) {
      if (to == null || serverEndedTunnel) {
        finish();
      } else {
        Outlet.end(to.channel());
        armClient();
        armServer();
      }
    } else if (!requestBody.complete() || (!responseSeen && abortsOnClose())) {
      client.frontend().counters().clientAborts.increment();
      // Before the response it is told why, if only its own side is closed.
      answer(errorPage(400), 'C', stage());
    }
  }

  private void clientAborted() {
    client.frontend().counters().clientAborts.increment();
    char when = stage();
    // A stream that is cancelled has been there with its data for HAProxy.
    abort('C', client.stream() && when == 'H' ? 'D' : when);
  }

  /** How far the exchange has come, as the second letter of a termination state has it. */
  private char stage() {
    return switch (step) {
      case IDLE, HEAD, PREFACE, RULES -> 'R';
      case TARPIT -> 'T';
      case DISPATCH -> dispatch.queued() ? 'Q' : 'C';
      case RELAY -> !responseSeen ? 'H' : answeredEarly ? 'L' : 'D';
      case OVER -> '-';
    };
  }

  @Override
  public void clientWritable() {
    ServerConnection from = serverConnection;
    if (from != null) {
      from.channel().config().setAutoRead(true);
      armClient();
      armServer();
    }
  }

  @Override
  public void clientGone() {
    if (step == Step.IDLE && probe()) {
      step = Step.OVER;
    } else if (step != Step.OVER) {
      if (!requestSeen) {
        measures.status(400);
      }
      clientAborted();
    }
    dropInbound();
    dropHeld();
    clearMessages();
    replay.clear();
    own.close();
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
          close(true);
        } else {
          countBadRequest(false);
          answer(errorPage(408), 'c', 'R');
        }
      }
      case HEAD, PREFACE -> {
        countBadRequest(false);
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
      case RELAY -> {
        if (headSent) {
          abort('c', stage());
        } else {
          answer(errorPage(408), 'c', stage());
        }
      }
      case OVER -> Outlet.abort(channel);
      case DISPATCH -> {}
    }
  }

  /** Called by the timers: the server did nothing for too long. */
  void serverTimeout() {
    if (step != Step.RELAY || (!responseSeen && repeatAfter(RetrySettings.On.RESPONSE_TIMEOUT))) {
      return;
    }
    countResponseError();
    if (holding()) {
      answer(errorPage(504), 's', 'H');
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
    if (to == null || own.bound()) {
      return Reuse.NONE;
    }
    return switch (to.backend().reuse()) {
      case NEVER -> Reuse.NONE;
      case SAFE -> served == 0 ? Reuse.FRESH : Reuse.ANY;
      case AGGRESSIVE -> served == 0 ? Reuse.PROVEN : Reuse.ANY;
      case ALWAYS -> Reuse.ANY;
    };
  }
}
