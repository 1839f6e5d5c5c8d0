package io.gatehouse.dataplane;

import io.gatehouse.api.Lists;
import io.gatehouse.api.Surroundings;
import io.gatehouse.dataplane.check.CheckScheduler;
import io.gatehouse.dataplane.check.FirstChecks;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.listen.Gate;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.route.Conditions;
import io.gatehouse.dataplane.route.PatternLists;
import io.gatehouse.dataplane.route.RulePhases;
import io.gatehouse.dataplane.server.Consequences;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.Tracking;
import io.gatehouse.dataplane.telemetry.FrontendLog;
import io.gatehouse.dataplane.telemetry.Gauge;
import io.gatehouse.dataplane.telemetry.Logs;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.dataplane.upstream.Failure;
import io.gatehouse.dataplane.vitality.Signs;
import io.gatehouse.dataplane.vitality.VitalityWatch;
import io.gatehouse.model.Backend;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The running data plane of one configuration. Started and stopped by the control thread; views may
 * be read by any.
 */
public final class DataPlane implements Surroundings, AutoCloseable {
  private final GatewayModel model;
  private final DataPlaneSettings settings;
  private final Transport transport;
  private final LoopSet loops;
  private final ControlThread control = new ControlThread("gatehouse-control");
  private final CheckScheduler checks;
  private final PatternLists patterns;
  private final long startedAt = System.nanoTime();
  private volatile boolean stopping;
  private final Gauge connections = new Gauge();
  private final Logs logs;
  private final ProxyLog processLog;
  private final Map<String, RunningBackend> backends = new LinkedHashMap<>();
  private final Map<String, RunningFrontend> frontends = new LinkedHashMap<>();
  private final List<Listener> listeners = new ArrayList<>();

  private volatile int maxconn;

  private DataPlane(GatewayModel model, DataPlaneSettings settings) {
    this.model = model;
    this.maxconn = model.global().maxconn();
    this.settings = settings;
    this.checks = new CheckScheduler(control, model.global().spreadChecks(), settings.random());
    this.patterns = new PatternLists(model.patterns());
    this.transport = Transport.choose(settings.transport(), special(model));
    this.logs = new Logs(settings.wallClock());
    this.processLog = logs.open(model.global().logs(), model.global().logOrigin());
    int threads = settings.threads() > 0 ? settings.threads() : model.global().threads();
    this.loops = new LoopSet(transport, threads, model.global().tune());
  }

  /**
   * Starts all frontends. If one cannot be bound, everything that was started is stopped again.
   *
   * @throws IllegalStateException with the address that cannot be bound
   */
  public static DataPlane start(GatewayModel model, DataPlaneSettings settings) {
    DataPlane plane = new DataPlane(model, settings);
    try {
      plane.build();
      plane.listeners.forEach(Listener::open);
      plane.checks.start(plane.backends.values());
    } catch (RuntimeException e) {
      plane.stop(Duration.ZERO);
      throw e;
    }
    return plane;
  }

  /** Only epoll knows Unix sockets and descriptors of the parent process. */
  private static boolean special(GatewayModel model) {
    return model.frontends().stream()
            .flatMap(frontend -> frontend.binds().stream())
            .anyMatch(bind -> !(bind.endpoint() instanceof Endpoint.Inet))
        || model.backends().stream()
            .flatMap(backend -> backend.servers().stream())
            .anyMatch(server -> !(server.endpoint() instanceof Endpoint.Inet));
  }

  private void build() {
    Conditions compiler = new Conditions(patterns);
    for (Backend backend : model.backends()) {
      RulePhases rules =
          RulePhases.compile(backend.proxy().rules(), backend.useServers(), compiler);
      backends.put(
          backend.proxy().name(),
          new RunningBackend(backend, rules, log(backend.log()), control, settings.random()));
    }
    Tracking.link(backends);
    Consequences consequences = consequences();
    backends.values().forEach(backend -> backend.consequences(consequences));
    Gate process = new Gate(() -> maxconn, connections);
    for (Frontend frontend : model.frontends()) {
      RunningFrontend running =
          new RunningFrontend(
              frontend,
              backends,
              compiler,
              this,
              new FrontendLog(frontend, log(frontend.log()), settings.log()));
      frontends.put(running.name(), running);
      Gate gate = new Gate(running::limit, running.counters().sessions);
      if (!frontend.proxy().disabled()) {
        for (Bind bind : frontend.binds()) {
          listeners.add(new Listener(bind, running, loops, new Listener.Gates(gate, process)));
        }
      }
    }
  }

  private Consequences consequences() {
    return new Consequences() {
      @Override
      public void endSessions(RunningServer server, char cause) {
        loops.endSessions(server, cause == 'U' ? Failure.SERVER_UP : Failure.SERVER_DOWN);
      }

      @Override
      public void checkSoon(RunningServer server) {
        checks.hurry(server);
      }
    };
  }

  /**
   * Begins to watch whether all of it can serve. To be closed before it stops.
   *
   * @param stuckAfter how long an event loop may be silent
   * @param changed hears of each change on the watch's thread and must not wait
   */
  public VitalityWatch watch(Duration stuckAfter, Consumer<VitalityWatch.Finding> changed) {
    Signs signs =
        new Signs.OfDataPlane(
            loops.all().stream().map(Loop::executor).toList(),
            listeners,
            backends.values(),
            FirstChecks.of(backends.values(), startedAt));
    return VitalityWatch.start(signs, stuckAfter, changed);
  }

  private ProxyLog log(LogSettings log) {
    return logs.open(log.targets(), log.origin());
  }

  /** Stops listening for a while; newcomers are refused, accepted connections go on. */
  public void pause() {
    listeners.forEach(Listener::pause);
  }

  /** {@code shutdown sessions server}. Any thread. */
  public void shutdownSessions(RunningServer server) {
    loops.endSessions(server, Failure.KILLED);
  }

  /** {@code set server … addr}: new connections go there, idle ones are not used again. */
  public void moveServer(RunningServer server, SocketAddress address) {
    server.backend().serverAddress(server, address);
    loops.dropIdle(server);
  }

  /** Connections of the whole process; 0 is what the configuration left open. */
  public int maxconn() {
    return maxconn;
  }

  /** {@code set maxconn global}. Control thread. */
  public void maxconn(int limit) {
    maxconn = limit;
    listeners.forEach(Listener::limitsChanged);
  }

  /** Listens again after {@link #pause}. */
  public void resume() {
    listeners.forEach(Listener::resume);
  }

  /**
   * Stops listening for good. Exchanges go on; connections end with theirs, and idle ones at once.
   */
  public void softStop() {
    stopping = true;
    listeners.forEach(Listener::close);
    frontends.values().forEach(frontend -> frontend.listening(RunningFrontend.Listening.STOPPED));
    loops.endIdle();
  }

  /** Stops accepting, lets exchanges end for at most this long, then ends the rest. */
  public void stop(Duration graceful) {
    checks.close();
    listeners.forEach(Listener::close);
    long end = System.nanoTime() + graceful.toNanos();
    try {
      while (connections.value() > 0 && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    control.close();
    loops.close();
    backends.values().forEach(backend -> backend.balancer().close());
    closeLogs();
  }

  /** Last, so that what others said while they stopped is written too. */
  private void closeLogs() {
    try {
      logs.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  /** The {@code log} lines of the global section, for messages about no proxy. */
  public ProxyLog log() {
    return processLog;
  }

  /** Log lines that found the ring full and were dropped. */
  public long droppedLogs() {
    return logs.dropped();
  }

  /** The transport in use, for the log. */
  public Transport transport() {
    return transport;
  }

  /** Where servers are changed: every call of {@code RunningBackend.server…} is a task of it. */
  public ControlThread control() {
    return control;
  }

  public Collection<RunningFrontend> frontends() {
    return frontends.values();
  }

  public Collection<RunningBackend> backends() {
    return backends.values();
  }

  public List<Listener> listeners() {
    return listeners;
  }

  @Override
  public long uptime() {
    return (System.nanoTime() - startedAt) / 1_000_000_000L;
  }

  @Override
  public boolean stopping() {
    return stopping;
  }

  @Override
  public Lists lists() {
    return patterns;
  }

  /** Pattern lists by number, for the runtime socket. */
  public PatternLists patterns() {
    return patterns;
  }

  /** Where the first {@code bind} of this frontend listens. */
  public SocketAddress address(String frontend) {
    return listeners.stream()
        .filter(listener -> listener.frontend().name().equals(frontend))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no listener of '" + frontend + "'"))
        .address();
  }

  @Override
  public @Nullable RunningFrontend frontend(String name) {
    return frontends.get(name);
  }

  @Override
  public @Nullable RunningBackend backend(String name) {
    return backends.get(name);
  }

  @Override
  public int activeConnections() {
    return connections.value();
  }

  @Override
  public String nodeName() {
    return model.global().process().node();
  }

  @Override
  public int processId() {
    return (int) ProcessHandle.current().pid();
  }

  @Override
  public long wallClock() {
    return settings.wallClock().getAsLong();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long random() {
    return settings.random().getAsLong();
  }
}
