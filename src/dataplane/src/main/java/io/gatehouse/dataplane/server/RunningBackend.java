package io.gatehouse.dataplane.server;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.queue.Ticket;
import io.gatehouse.dataplane.queue.WaitingRoom;
import io.gatehouse.dataplane.route.RulePhases;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.Backend;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend with its servers, its algorithm and its queue. Changes of servers come from the control
 * thread only; event loops read the roster.
 */
public final class RunningBackend implements Surroundings.ProxyView, WaitingRoom.Servers {
  private final Backend backend;
  private final RulePhases rules;
  private final ControlThread control;
  private final List<RunningServer> servers;
  private final Balancer balancer;
  private final WaitingRoom waitingRoom = new WaitingRoom(this);
  private final ProxyCounters counters = new ProxyCounters();
  private final ProxyLog log;
  private volatile Roster roster;

  public RunningBackend(
      Backend backend, RulePhases rules, ProxyLog log, ControlThread control, LongSupplier random) {
    this.backend = backend;
    this.log = log;
    this.rules = rules;
    this.control = control;
    this.balancer =
        backend
            .balance()
            .create(new BalancerSetup(name(), System::nanoTime, random, backend.hash()));
    this.servers =
        backend.servers().stream().map(server -> new RunningServer(server, this)).toList();
    this.roster = Roster.of(servers, backend.allBackups(), balancer);
  }

  public Backend backend() {
    return backend;
  }

  public RulePhases rules() {
    return rules;
  }

  public List<RunningServer> servers() {
    return servers;
  }

  public Balancer balancer() {
    return balancer;
  }

  public WaitingRoom waitingRoom() {
    return waitingRoom;
  }

  public ProxyCounters counters() {
    return counters;
  }

  /** Its {@code log} lines. */
  public ProxyLog log() {
    return log;
  }

  Roster roster() {
    return roster;
  }

  /** Whether the algorithm has a server to choose from. */
  public boolean hasUsableServer() {
    return !roster.servers().isEmpty();
  }

  /** A health check's verdict. Control thread, else {@link IllegalStateException}. */
  public void serverUp(RunningServer server, boolean up) {
    control.require();
    server.up(up);
    changed(server);
  }

  /** The operator's wish. Control thread, else {@link IllegalStateException}. */
  public void serverState(RunningServer server, RunningServer.AdminState state) {
    control.require();
    server.admin(state);
    changed(server);
  }

  /** {@code set weight}. Control thread, else {@link IllegalStateException}. */
  public void serverWeight(RunningServer server, int weight) {
    control.require();
    server.userWeight(weight);
    changed(server);
  }

  private void changed(RunningServer server) {
    roster = Roster.of(servers, backend.allBackups(), balancer);
    if (!server.usable()) {
      waitingRoom.expel(server, Ticket.Waiter::chooseAgain);
    }
    waitingRoom.serve();
  }

  @Override
  public Iterator<RunningServer> iterator() {
    return roster.servers().iterator();
  }

  @Override
  public String name() {
    return backend.proxy().name();
  }

  @Override
  public int id() {
    return backend.proxy().id();
  }

  @Override
  public int sessions() {
    return counters.sessions.value();
  }

  @Override
  public int sessionRate() {
    return counters.sessionRate.perSecond(System.nanoTime());
  }

  @Override
  public int requestRate() {
    return counters.requestRate.perSecond(System.nanoTime());
  }

  @Override
  public int limit() {
    return backend.fullconn();
  }

  @Override
  public int freeConnections() {
    int free = 0;
    for (RunningServer server : roster.servers()) {
      int limit = server.limit();
      if (limit == 0) {
        return -1;
      }
      free += Math.max(0, limit - server.sessions());
    }
    return free;
  }

  @Override
  public int freeSlots() {
    int free = 0;
    for (RunningServer server : roster.servers()) {
      int limit = server.limit();
      if (limit == 0 || server.maxqueue() == 0) {
        return -1;
      }
      free += Math.max(0, limit - server.sessions() + server.maxqueue() - server.queued());
    }
    return free;
  }

  @Override
  public String defaultBackend() {
    return "";
  }

  @Override
  public int timeout(TimeoutKind kind) {
    return switch (kind) {
      case SERVER -> (int) backend.timeouts().server().toMillis();
      case TUNNEL -> (int) backend.timeouts().tunnel().toMillis();
      case CONNECT -> (int) backend.timeouts().connect().toMillis();
      case QUEUE -> (int) backend.timeouts().queue().toMillis();
      case TARPIT -> (int) backend.timeouts().tarpit().toMillis();
      case CLIENT -> 0;
    };
  }

  @Override
  public int queued() {
    return waitingRoom.backendWaiting().value();
  }

  @Override
  public int usableServers() {
    return roster.servers().size();
  }

  @Override
  public int usableWeight() {
    int weight = 0;
    for (RunningServer server : roster.servers()) {
      weight += server.userWeight();
    }
    return weight;
  }

  @Override
  public @Nullable RunningServer server(String name) {
    for (RunningServer server : servers) {
      if (server.name().equals(name)) {
        return server;
      }
    }
    return null;
  }
}
