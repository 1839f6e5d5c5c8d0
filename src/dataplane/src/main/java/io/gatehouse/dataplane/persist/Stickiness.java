package io.gatehouse.dataplane.persist;

import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.dataplane.route.PersistRules;
import io.gatehouse.dataplane.server.Letters;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one exchange stands with its backend's persistences. In HAProxy's order the server is named
 * by a {@code use-server} rule, else by the first persistence that knows it; the exchange is direct
 * as long as it stays with that server. Made for a client's first exchange with a backend that has
 * persistence, and reused by those that follow.
 */
public final class Stickiness implements Standing {
  private final RunningBackend backend;
  private final Visit[] visits;
  private final @Nullable Sticking sticking;

  /** How many of the visits come before the stick rules. */
  private final int early;

  private @Nullable RunningServer server;
  private boolean forced;
  private boolean ignored;
  private boolean asked;

  public Stickiness(RunningBackend backend) {
    this.backend = backend;
    List<SessionPersistence> all = backend.persistences().all();
    this.visits = new Visit[all.size()];
    for (int i = 0; i < visits.length; i++) {
      visits[i] = all.get(i).visit();
    }
    this.sticking = backend.persistRules().sticks().isEmpty() ? null : new Sticking(backend);
    this.early =
        (int)
            backend.backend().persistence().specs().stream()
                .filter(spec -> spec.rank() < SessionPersistenceSpec.FIRST_BYTES)
                .count();
  }

  public RunningBackend backend() {
    return backend;
  }

  /** The next exchange has not been looked at. */
  public void clear() {
    asked = false;
    server = null;
  }

  /** Reads what the client sent for the log's sake: the exchange was refused. */
  public void look(ExchangeControl exchange) {
    forced = false;
    ignored = false;
    server = null;
    asked = true;
    for (Visit visit : visits) {
      visit.request(exchange, this);
    }
  }

  /** Looks for the exchange's server; the request's head may be edited. */
  public void request(ExchangeControl exchange) {
    PersistRules rules = backend.persistRules();
    PersistRules.Kind kind = rules.matching(exchange);
    forced = kind == PersistRules.Kind.FORCE;
    ignored = kind == PersistRules.Kind.IGNORE;
    server = backend.named(exchange, forced || toDownServers());
    asked = true;
    visit(0, early, exchange);
    if (sticking != null) {
      RunningServer found = sticking.request(exchange, this);
      if (found != null && !ignored) {
        server = found;
      }
    }
    visit(early, visits.length, exchange);
  }

  private void visit(int from, int to, ExchangeControl exchange) {
    for (int i = from; i < to; i++) {
      StickyServer found = visits[i].request(exchange, this);
      boolean wanted = found != null && server == null && !ignored && usable(found);
      if (wanted && found instanceof RunningServer running && ours(running)) {
        server = running;
      }
    }
  }

  /** A server that a reload left alone belongs to the newer backend, and still to this one. */
  private boolean ours(RunningServer found) {
    return backend.equals(found.backend()) || backend.servers().contains(found);
  }

  /** The server is known that answers, and the answer was not looked at by any rule of HTTP. */
  public void learn(ExchangeControl exchange, RunningServer from) {
    if (sticking != null) {
      sticking.answered(exchange, from);
    }
  }

  /**
   * The head of the answer may be edited.
   *
   * @return false when it has no room for what keeps the session
   */
  public boolean response(ExchangeControl exchange, RunningServer from) {
    for (Visit visit : visits) {
      if (!visit.response(exchange, from, this)) {
        return false;
      }
    }
    return true;
  }

  /** The server the exchange is to go to; null when the balancer decides. */
  public @Nullable RunningServer server() {
    return server;
  }

  /** Whether it may not be sent elsewhere. */
  public boolean forced() {
    return forced;
  }

  /** The balancer decides after all, unless the exchange is forced to its server. */
  public void release() {
    if (server != null && !forced) {
      server = null;
      for (Visit visit : visits) {
        visit.redispatched();
      }
    }
  }

  /** The last two letters of the termination state, as {@code Measures} packs them. */
  public int letters() {
    return asked ? Letters.of(visits) : backend.persistences().quietLetters();
  }

  private boolean toDownServers() {
    return backend.backend().persistence().toDownServers();
  }

  @Override
  public List<RunningServer> servers() {
    return backend.servers();
  }

  @Override
  public @Nullable RunningServer server(String name) {
    return backend.server(name);
  }

  @Override
  public boolean usable(StickyServer candidate) {
    if (candidate instanceof RunningServer known && known.life().sessionsOver()) {
      return forced;
    }
    return candidate.up() || forced || toDownServers();
  }

  @Override
  public boolean settled() {
    return server != null;
  }

  @Override
  public boolean ignored() {
    return ignored;
  }

  @Override
  public boolean direct() {
    return server != null;
  }
}
