package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.loop.Deadlines;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.model.ClientTimeouts;

/** The two inactivity timeouts of an exchange: which one holds depends on its step. */
final class ExchangeTimers {
  private final HttpExchange exchange;
  private final Deadlines deadlines;
  private final Deadline client = new ClientLimit();
  private final Deadline server = new ServerLimit();

  private final class ClientLimit extends Deadline {
    @Override
    protected void expired() {
      exchange.clientTimeout();
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
      case HEAD -> {
        if (exchange.served > 0 || !client.pending()) {
          deadlines.in(client, head);
        }
      }
      case RULES -> {
        if (exchange.waitUntil() != 0) {
          deadlines.at(client, exchange.waitUntil());
        } else {
          deadlines.in(client, head);
        }
      }
      case TARPIT -> {
        long own = exchange.limit(TimeoutKind.TARPIT, set.tarpit());
        // Without a limit the answer comes at once: a nanosecond is the shortest there is.
        deadlines.in(client, Math.max(1, own));
      }
      case RELAY -> {
        if (exchange.requestBody.complete() || tunnel()) {
          deadlines.clear(client);
        } else {
          deadlines.in(client, idle);
        }
      }
      case DISPATCH, OVER -> deadlines.clear(client);
    }
  }

  private boolean tunnel() {
    return exchange.requestBody.framing() == Framing.TUNNEL;
  }

  void armServer() {
    RunningBackend from = exchange.backend;
    if (from == null) {
      return;
    }
    long idle = exchange.limit(TimeoutKind.SERVER, from.backend().timeouts().server());
    if (tunnel()) {
      long own = exchange.limit(TimeoutKind.TUNNEL, from.backend().timeouts().tunnel());
      deadlines.in(server, own > 0 ? own : idle);
    } else if (exchange.requestBody.complete() || exchange.responseSeen) {
      deadlines.in(server, idle);
    } else {
      deadlines.clear(server);
    }
  }

  void clearServer() {
    deadlines.clear(server);
  }

  void clear() {
    deadlines.clear(client);
    deadlines.clear(server);
  }

  void remove() {
    deadlines.remove(client);
    deadlines.remove(server);
  }
}
