package io.gatehouse.dataplane.server;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.health.ServerLife;
import io.gatehouse.dataplane.queue.Line;
import io.gatehouse.dataplane.telemetry.Gauge;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Server;
import io.gatehouse.model.ServerHealth;
import io.gatehouse.model.ServerLimits;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server with its momentary state. Event loops take and return its slots; the control thread
 * changes its state through {@link RunningBackend}, which then rebuilds the roster.
 */
public final class RunningServer implements Candidate, Surroundings.ServerView, StickyServer {
  private final Server server;
  private volatile RunningBackend backend;
  private final Place place;
  private final byte @Nullable [] cookie;
  private final Line line = new Line();
  private final Gauge idle = new Gauge();
  private final ProxyCounters counters;
  private final ServerLife life;
  private final @Nullable CheckState check;
  private final @Nullable AgentState agent;
  private final @Nullable Observation observation;
  private final SlowStart slowStart;
  private final List<RunningServer> trackers = new ArrayList<>();
  private @Nullable RunningServer tracked;
  private volatile int userWeight;
  private volatile int maxconn;
  private volatile boolean listed;

  /** What the operator wants of a server ({@code set server … state}). */
  public enum AdminState {
    READY,
    /** Takes no new exchanges but those that persistence brings. */
    DRAIN,
    MAINT
  }

  RunningServer(
      Server server, RunningBackend backend, ControlThread control, Inheritance inherited) {
    this.server = server;
    this.backend = backend;
    this.cookie = server.cookie().map(c -> c.getBytes(StandardCharsets.ISO_8859_1)).orElse(null);
    this.counters = inherited.counters();
    this.place = inherited.place();
    this.userWeight = inherited.weight();
    this.maxconn = inherited.maxconn();
    this.life = inherited.life(place.unresolved());
    this.check = inherited.check(life);
    this.agent = inherited.agent();
    boolean observed = server.health().observe().layer() != ServerHealth.Layer.NONE;
    this.observation =
        observed && check != null ? new Observation(server.health().observe()) : null;
    this.slowStart = new SlowStart(this, control);
  }

  /** The configuration changed around it. Control thread. */
  void belongTo(RunningBackend other) {
    backend = other;
  }

  public Server server() {
    return server;
  }

  public RunningBackend backend() {
    return backend;
  }

  public ProxyCounters counters() {
    return counters;
  }

  public Line line() {
    return line;
  }

  /** Connections of all event loops that wait for an exchange. */
  public Gauge idle() {
    return idle;
  }

  /** Its state, and since when; for statistics. */
  public ServerLife life() {
    return life;
  }

  /** What its checks found; null when it is not checked. */
  public @Nullable CheckState check() {
    return check;
  }

  /** The agent that tells of it; null when it has none. */
  public @Nullable AgentState agent() {
    return agent;
  }

  /** What traffic told of it; null when it is not observed. */
  public @Nullable Observation observation() {
    return observation;
  }

  /**
   * Something happened to an exchange that tells whether the server is well. Any event loop.
   *
   * @return whether the server is taken down for it
   */
  public boolean observe(Observation.Sign sign) {
    Observation by = observation;
    CheckState checked = check;
    String words = by == null || checked == null ? null : by.saw(sign);
    if (words == null || checked == null) {
      return false;
    }
    backend.serverObserved(this, checked, words);
    return server.health().observe().onError() == ServerHealth.OnError.MARK_DOWN;
  }

  /** The server whose state it follows ({@code track}). */
  public @Nullable RunningServer tracked() {
    return tracked;
  }

  /** Whether another one follows its state. */
  public boolean followed() {
    return !trackers.isEmpty();
  }

  List<RunningServer> trackers() {
    return trackers;
  }

  /** Percent of its weight and maxconn that count now; 100 outside of a slow start. */
  public int throttle() {
    return slowStart.percent();
  }

  SlowStart slowStart() {
    return slowStart;
  }

  /** Forgets whom it follows and who follows it. Control thread. */
  void untrack() {
    tracked = null;
    trackers.clear();
  }

  /** It is deleted: whom it followed forgets it. Control thread. */
  void leave() {
    if (tracked != null) {
      tracked.trackers.remove(this);
    }
  }

  /** While the data plane is built, or by the control thread. */
  void track(RunningServer other) {
    tracked = other;
    other.trackers.add(this);
  }

  /** {@code backend/server}, as messages name it. */
  public String label() {
    return backend.name() + "/" + name();
  }

  /** What the operator wants of it, the wishes for the server it tracks included. */
  public AdminState admin() {
    if (life.maint()) {
      return AdminState.MAINT;
    }
    return life.drain() ? AdminState.DRAIN : AdminState.READY;
  }

  /** {@code set maxconn server}; 0 is no bound. Control thread. */
  public void changeMaxconn(int limit) {
    maxconn = limit;
    backend.serveQueues();
  }

  /** Its {@code maxconn}, without what lowers it at the moment. */
  public int configuredMaxconn() {
    return maxconn;
  }

  void userWeight(int weight) {
    userWeight = weight;
  }

  /** Whether exchanges may be sent to it at all. In maintenance it is always stopped. */
  public boolean usable() {
    return life.state() != OperationalState.STOPPED;
  }

  /** Whether the algorithm may choose it. */
  public boolean choosable() {
    OperationalState state = life.state();
    return (state == OperationalState.RUNNING || state == OperationalState.STARTING)
        && userWeight > 0
        && !life.maint()
        && !life.drain();
  }

  /** Whether the algorithm chooses among others and it: it can be chosen and is needed. */
  public boolean listed() {
    return listed;
  }

  void listed(boolean now) {
    listed = now;
  }

  /** Whether it is below its limit. */
  public boolean hasFreeSlot() {
    int limit = limit();
    return limit == 0 || counters.sessions.value() < limit;
  }

  /** Whether nobody may wait for it any more ({@code maxqueue}). */
  public boolean queueFull() {
    return maxqueue() > 0 && queued() >= maxqueue();
  }

  /** Whether it is usable and a slot is free. */
  public boolean eligible() {
    return usable() && hasFreeSlot();
  }

  /** Whether an exchange may take a slot without waiting behind others. */
  boolean open() {
    return usable() && queued() == 0 && eligible();
  }

  /** A slot for one that has waited, whoever waits behind it. */
  public boolean takeSlotForWaiter() {
    int limit = limit();
    if (limit == 0) {
      counters.sessions.rise();
      return true;
    }
    return counters.sessions.riseBelow(limit);
  }

  /** A slot for a newcomer: only when nobody waits for this server. */
  public boolean takeSlot() {
    return queued() == 0 && takeSlotForWaiter();
  }

  /** Takes the slot back without asking the queue. */
  public void returnSlot() {
    counters.sessions.fall();
  }

  /** Takes the slot back and gives it to whoever waits. */
  public void freeSlot() {
    counters.sessions.fall();
    backend.serveQueues();
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public int id() {
    return server.id();
  }

  @Override
  public int hashKey() {
    return place.hashKey();
  }

  Place place() {
    return place;
  }

  /** The ports to connect from; null where the kernel finds them. */
  public @Nullable SourcePorts sourcePorts() {
    return place.sourcePorts();
  }

  /** The name of its machine; empty for a server that has none. */
  public String hostName() {
    return place.host();
  }

  /** The service that it stands for; empty for a server that has an address or a name. */
  public String serviceName() {
    return server.service() && server.endpoint() instanceof Endpoint.Inet inet ? inet.host() : "";
  }

  @Override
  public SocketAddress address() {
    return place.address();
  }

  /** Where to connect to for a client that came to this port ({@code server … :+100}). */
  public SocketAddress address(int clientPort) {
    return place.address(clientPort);
  }

  @Override
  public int weight() {
    return userWeight * slowStart.sixteenths();
  }

  @Override
  public int userWeight() {
    return userWeight;
  }

  @Override
  public int initialWeight() {
    return server.weight();
  }

  @Override
  public int served() {
    return counters.sessions.value();
  }

  @Override
  public int sessions() {
    return counters.sessions.value();
  }

  @Override
  public int queued() {
    return line.waiting().value();
  }

  @Override
  public long total() {
    return counters.sessionsTotal.sum();
  }

  @Override
  public int rate() {
    return counters.sessionRate.perSecond(System.nanoTime());
  }

  @Override
  public int sessionRate() {
    return rate();
  }

  @Override
  public byte @Nullable [] cookie() {
    return cookie;
  }

  @Override
  public boolean up() {
    return usable();
  }

  @Override
  public int maxconn() {
    return limit();
  }

  @Override
  public int maxqueue() {
    return server.limits().maxqueue();
  }

  /**
   * With {@code minconn} the limit follows the backend's load up to {@code fullconn}; a slow start
   * bounds it further.
   */
  @Override
  public int limit() {
    ServerLimits limits = server.limits();
    int most = maxconn;
    int full = backend.backend().fullconn();
    if (limits.minconn() > 0 && limits.minconn() < most && full > 0) {
      long load = backend.counters().sessions.value();
      most = load >= full ? most : (int) Math.max(limits.minconn(), load * most / full);
    }
    int percent = slowStart.percent();
    return percent == 100 || most == 0 ? most : Math.max(1, (int) ((long) most * percent / 100));
  }
}
