package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.dataplane.exchange.RequestSide.Step;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.loop.Deadlines;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.ClientTimeouts;
import io.gatehouse.model.ServerTimeouts;

/** The two inactivity timeouts of an exchange: which one holds depends on its step. */
final class ExchangeTimers {
  private final HttpExchange exchange;
  private final Deadlines deadlines;
  private final Deadline client = new ClientLimit();
  private final Deadline server = new ServerLimit();
  private long unsent;

  private final class ClientLimit extends Deadline {
    @Override
    protected void expired() {
      clientExpired();
    }

    @Override
    protected boolean idle() {
      return exchange.step == Step.IDLE && exchange.served > 0;
    }
  }

  private final class ServerLimit extends Deadline {
    @Override
    protected void expired() {
      exchange.serverTimeout();
    }
  }

  ExchangeTimers(HttpExchange exchange, Deadlines deadlines) {
    this.exchange = exchange;
    this.deadlines = deadlines;
  }

  /** Without {@code timeout http-request} that of the client holds, likewise for keep-alive. */
  void armClient() {
    ClientTimeouts set = exchange.client.frontend().frontend().timeouts();
    long idle = exchange.limit(TimeoutKind.CLIENT, set.client());
    long head = set.httpRequest().isZero() ? idle : set.httpRequest().toNanos();
    switch (exchange.step) {
      case IDLE -> {
        boolean again = exchange.served > 0 && !set.httpKeepAlive().isZero();
        deadlines.in(client, again ? set.httpKeepAlive().toNanos() : head);
      }
      case HEAD, PREFACE -> {
        if (exchange.served > 0 || !client.pending()) {
          deadlines.in(client, head);
        }
      }
      case RULES -> {
        if (exchange.waitUntil() != 0) {
          deadlines.at(client, exchange.waitUntil());
        } else if (exchange.lookup() != null) {
          // Whoever resolves the name has limits of its own.
          deadlines.clear(client);
        } else {
          deadlines.in(client, head);
        }
      }
      case TARPIT -> {
        long own = exchange.limit(TimeoutKind.TARPIT, set.tarpit());
        // Without a limit the answer comes at once: a nanosecond is the shortest there is.
        deadlines.in(client, Math.max(1, own));
      }
      case RELAY -> armRelay(idle, set);
      case DISPATCH, OVER -> deadlines.clear(client);
    }
  }

  /** The timeouts of half-closed connections hold for a side whose output was ended. */
  private void armRelay(long idle, ClientTimeouts set) {
    if (tunnel()) {
      boolean half = exchange.serverEndedTunnel && !set.clientFin().isZero();
      deadlines.in(client, half ? set.clientFin().toNanos() : tunnelOr(idle));
    } else if (!exchange.requestBody.complete() || !exchange.channel.isWritable()) {
      unsent = unsent();
      deadlines.in(client, idle);
    } else {
      deadlines.clear(client);
    }
  }

  private long tunnelOr(long idle) {
    RunningBackend to = exchange.backend;
    long own =
        to == null ? 0 : exchange.limit(TimeoutKind.TUNNEL, to.backend().timeouts().tunnel());
    return own > 0 ? own : idle;
  }

  private boolean tunnel() {
    return exchange.requestBody.framing() == Framing.TUNNEL;
  }

  /** Bytes for the client that wait in the process, above what may wait. */
  private long unsent() {
    return exchange.channel.bytesBeforeWritable();
  }

  /** A client that takes its answer slowly is not silent. */
  private void clientExpired() {
    long left = exchange.channel.isWritable() ? 0 : unsent();
    if (left != 0 && left != unsent && exchange.step == Step.RELAY) {
      armClient();
    } else {
      exchange.clientTimeout();
    }
  }

  void armServer() {
    RunningBackend from = exchange.backend;
    ServerConnection to = exchange.serverConnection;
    if (from == null || to == null) {
      return;
    }
    ServerTimeouts set = from.backend().timeouts();
    long idle = exchange.limit(TimeoutKind.SERVER, set.server());
    if (exchange.holding() && exchange.waitUntil() != 0) {
      deadlines.at(server, exchange.waitUntil());
    } else if (tunnel()) {
      boolean half = exchange.clientEnded && !set.serverFin().isZero();
      // With a timeout for tunnels the client's deadline serves both sides.
      boolean shared = exchange.limit(TimeoutKind.TUNNEL, set.tunnel()) > 0;
      deadlines.in(server, half ? set.serverFin().toNanos() : shared ? 0 : idle);
    } else if (exchange.answeredEarly || !exchange.channel.isWritable()) {
      // A client that does not read is no fault of the server.
      deadlines.clear(server);
    } else if (exchange.requestBody.complete()
        || exchange.responseSeen
        || !to.channel().isWritable()) {
      deadlines.in(server, idle);
    } else {
      deadlines.clear(server);
    }
  }

  /** How long the last bytes may take, and what the client still sends is read. */
  void armClosing() {
    deadlines.clear(server);
    ClientTimeouts set = exchange.client.frontend().frontend().timeouts();
    deadlines.in(
        client, set.clientFin().isZero() ? set.client().toNanos() : set.clientFin().toNanos());
  }

  void clearServer() {
    deadlines.clear(server);
  }

  void remove() {
    deadlines.remove(client);
    deadlines.remove(server);
  }
}
