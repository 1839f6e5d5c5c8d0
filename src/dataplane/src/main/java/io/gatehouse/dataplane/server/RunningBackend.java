package io.gatehouse.dataplane.server;

import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.health.ServerLife;
import io.gatehouse.dataplane.queue.WaitingRoom;
import io.gatehouse.dataplane.route.PersistRules;
import io.gatehouse.dataplane.route.RulePhases;
import io.gatehouse.dataplane.route.Test;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.Backend;
import io.gatehouse.model.Proxy;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend with its servers, its algorithm and its queue. Changes of servers come from the control
 * thread only; event loops read the roster.
 */
public final class RunningBackend extends RunningProxy implements WaitingRoom.Servers {
  private final Backend backend;
  private final RulePhases rules;
  private final RulePhases responseOnly;
  private final ControlThread control;
  private final Crew crew;
  private final Balancer balancer;
  private final Persistences persistences;
  private final Succession succession;
  private final WaitingRoom waitingRoom = new WaitingRoom(this);
  private final ProxyLog log;
  private final StateLog stateLog = new StateLog(this);
  private final Availability availability = new Availability(this, stateLog);
  private final OperationalChanges operational = new OperationalChanges(this, stateLog);
  private final HealthChanges health = new HealthChanges(this, stateLog);
  private final AgentChanges agents;
  private final AdminChanges admin = new AdminChanges(this, stateLog);
  private final Whereabouts whereabouts;
  private final ServerLife life;
  private volatile Consequences consequences = Consequences.NONE;
  private volatile Roster roster = Roster.EMPTY;

  /** What {@code set server … health} asks for. */
  public enum ForcedHealth {
    UP,
    STOPPING,
    DOWN
  }

  /**
   * Changes nothing of the one before until {@link #succeed}.
   *
   * @param before the backend of its name in the configuration that is in force, if there is one
   */
  public RunningBackend(
      Backend backend,
      RulePhases rules,
      ProxyLog log,
      Means means,
      @Nullable RunningBackend before) {
    super(backend.proxy(), before);
    this.backend = backend;
    this.log = log;
    this.rules = rules;
    this.responseOnly = rules.responseOnly();
    this.control = means.control();
    this.agents = new AgentChanges(this, control);
    this.whereabouts = new Whereabouts(this, stateLog, control);
    this.life = before == null ? new ServerLife(OperationalState.RUNNING, 0) : before.life;
    this.succession = before == null ? new Succession() : before.succession;
    this.balancer = balancer(means.random(), before);
    this.persistences = Persistences.of(backend, means.wallClock(), before);
    this.crew = new Crew(this, means, before);
  }

  /** An equal algorithm goes on with what it has learned. */
  private Balancer balancer(LongSupplier random, @Nullable RunningBackend before) {
    boolean same =
        before != null
            && before.backend.balance().equals(backend.balance())
            && before.backend.hash().equals(backend.hash());
    return same && before != null
        ? before.balancer
        : backend
            .balance()
            .create(new BalancerSetup(name(), System::nanoTime, random, backend.hash()));
  }

  /** From now on its servers are its own and it is the one in force. Control thread. */
  public void succeed() {
    servers().forEach(server -> server.belongTo(this));
    if (succession.add(this) > 1) {
      life.state(availability.any() ? OperationalState.RUNNING : OperationalState.STOPPED);
    }
  }

  /** It will have no exchanges any more. Control thread. */
  public void end() {
    succession.remove(this);
    discard();
  }

  /** It was never in force, or is no more: nobody else may need its algorithm and persistences. */
  public void discard() {
    if (!succession.uses(balancer)) {
      balancer.close();
    }
    persistences.closeUnless(succession.uses(persistences));
  }

  private void list(Roster now) {
    Set<RunningServer> listed = new HashSet<>(now.servers());
    servers().forEach(server -> server.listed(listed.contains(server)));
  }

  public Backend backend() {
    return backend;
  }

  @Override
  public int retries() {
    return backend.retries().retries();
  }

  /**
   * The rules for an exchange that came through this frontend. Those of a {@code listen} section
   * stand there once for both its halves: its own frontend runs them.
   */
  public RulePhases rules(String frontend) {
    boolean own = backend.proxy().kind() == Proxy.Kind.LISTEN && name().equals(frontend);
    return own ? responseOnly : rules;
  }

  public List<RunningServer> servers() {
    return crew.all();
  }

  /** Where servers come and go while it runs. */
  public Crew crew() {
    return crew;
  }

  /** What becomes of servers whose names or addresses change. */
  public Whereabouts whereabouts() {
    return whereabouts;
  }

  public Balancer balancer() {
    return balancer;
  }

  public Persistences persistences() {
    return persistences;
  }

  /** {@code force-persist} and {@code ignore-persist}. */
  public PersistRules persistRules() {
    return rules.persist();
  }

  public WaitingRoom waitingRoom() {
    return waitingRoom;
  }

  /** Gives free slots to those who wait, here and in generations that end. Any thread. */
  public void serveQueues() {
    succession.serve();
  }

  /** Tells those who wait for a server that is gone to choose again; how many they are. */
  int expel(RunningServer gone) {
    return succession.expel(gone);
  }

  /** Its {@code log} lines. */
  public ProxyLog log() {
    return log;
  }

  Roster roster() {
    return roster;
  }

  /**
   * The server of the first {@code use-server} rule that holds and whose server is usable.
   *
   * @param evenDown whether any is
   */
  public @Nullable RunningServer named(ExchangeControl exchange, boolean evenDown) {
    List<Test> conditions = rules.useServers();
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).matches(exchange)) {
        RunningServer server = server(backend.useServers().get(i).server());
        if (server != null && (evenDown || server.usable())) {
          return server;
        }
      }
    }
    return null;
  }

  /** Whether the algorithm has a server to choose from. */
  public boolean hasUsableServer() {
    return !roster.servers().isEmpty();
  }

  /** Whether one of its servers can be chosen, and since when; for statistics. */
  public ServerLife life() {
    return life;
  }

  /** Whether servers' weights may be any number at run time, or only 0 and the configured one. */
  public boolean dynamicWeights() {
    return backend.balance().dynamic(backend.hash());
  }

  /** Once, before traffic. */
  public void consequences(Consequences of) {
    consequences = of;
  }

  Consequences consequences() {
    return consequences;
  }

  StateLog stateLog() {
    return stateLog;
  }

  Availability availability() {
    return availability;
  }

  HealthChanges health() {
    return health;
  }

  OperationalChanges operational() {
    return operational;
  }

  AdminChanges admin() {
    return admin;
  }

  /**
   * Counts the result of a health check and does what follows from it. Control thread, else {@link
   * IllegalStateException}.
   *
   * @param millis how long it took; -1 for what was not measured
   */
  public void serverChecked(RunningServer server, CheckResult result, long millis) {
    control.require();
    CheckState check = server.check();
    if (check == null) {
      throw new IllegalArgumentException(server.label() + " is not checked");
    }
    health.checked(server, check, result, millis);
  }

  /** What agents say of its servers is done there. */
  public AgentChanges agents() {
    return agents;
  }

  /** Traffic failed too often ({@code observe}). Any thread. */
  void serverObserved(RunningServer server, CheckState check, String words) {
    control.submit(() -> health.observed(server, check, words));
  }

  /**
   * {@code set server … health}: until the next check, which begins from there. Control thread,
   * else {@link IllegalStateException}. A server that tracks another one is to be refused before.
   */
  public void serverHealth(RunningServer server, ForcedHealth health) {
    control.require();
    this.health.force(server, health);
  }

  /**
   * {@code set server … state}, {@code enable server} and {@code disable server}. Control thread,
   * else {@link IllegalStateException}.
   */
  public void serverState(RunningServer server, RunningServer.AdminState state) {
    control.require();
    server.life().keepSessions(null);
    admin.set(server, state);
  }

  /** {@code enable health} and {@code disable health}. Control thread, else an exception. */
  public void serverCheckEnabled(RunningServer server, boolean enabled) {
    control.require();
    CheckState check = server.check();
    if (check != null) {
      check.enabled(enabled);
    }
  }

  /** {@code set weight}. Control thread, else {@link IllegalStateException}. */
  public void serverWeight(RunningServer server, int weight) {
    control.require();
    boolean available = availability.any();
    server.userWeight(weight);
    publish();
    availability.changed(available);
    operational.drained(server);
    serveQueues();
  }

  /** Makes event loops see what became of the servers. */
  void publish() {
    succession.publish();
  }

  void publishOwn() {
    Roster now = Roster.of(servers(), backend.allBackups(), balancer);
    list(now);
    roster = now;
  }

  @Override
  public Iterator<RunningServer> iterator() {
    return servers().iterator();
  }

  @Override
  public int limit() {
    return backend.fullconn();
  }

  @Override
  public int freeConnections() {
    return roster.freeConnections();
  }

  @Override
  public int freeSlots() {
    return roster.freeSlots();
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
    return roster.servers().stream().mapToInt(RunningServer::userWeight).sum();
  }

  @Override
  public @Nullable RunningServer server(String name) {
    return crew.named(name);
  }
}
