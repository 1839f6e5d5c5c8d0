package io.gatehouse.dataplane;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.gatehouse.api.Surroundings;
import io.gatehouse.dataplane.check.CheckScheduler;
import io.gatehouse.dataplane.check.FirstChecks;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.generation.Changeover;
import io.gatehouse.dataplane.generation.Generation;
import io.gatehouse.dataplane.generation.OldGenerations;
import io.gatehouse.dataplane.generation.Site;
import io.gatehouse.dataplane.listen.Gate;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.names.Names;
import io.gatehouse.dataplane.peers.Peering;
import io.gatehouse.dataplane.route.PatternLists;
import io.gatehouse.dataplane.server.Consequences;
import io.gatehouse.dataplane.server.Means;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.statefile.PastStates;
import io.gatehouse.dataplane.table.Sweeper;
import io.gatehouse.dataplane.table.Tables;
import io.gatehouse.dataplane.telemetry.Gauge;
import io.gatehouse.dataplane.telemetry.Logs;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.dataplane.upstream.Failure;
import io.gatehouse.dataplane.vitality.Signs;
import io.gatehouse.dataplane.vitality.VitalityWatch;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running data plane of one configuration. Started and stopped by the control thread; views may
 * be read by any.
 */
public final class DataPlane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataPlane.class);
  private static final int PATIENCE_SECONDS = 10;

  private final DataPlaneSettings settings;
  private final Transport transport;
  private final LoopSet loops;
  private final ControlThread control = new ControlThread("gatehouse-control");
  private final CheckScheduler checks;
  private final Names names;
  private final Peering peers;
  private final long startedAt = System.nanoTime();
  private final Gauge connections = new Gauge();
  private final Logs logs;
  private final Site site;
  private final OldGenerations old;
  private final Sweeper sweeper = new Sweeper(control, this::tables);
  private volatile Generation current;
  private volatile boolean stopping;
  private volatile int maxconn;

  private DataPlane(GatewayModel model, DataPlaneSettings settings) {
    this.maxconn = model.global().maxconn();
    this.settings = settings;
    this.checks = new CheckScheduler(control, model.global().spreadChecks(), settings.random());
    this.transport = Transport.choose(settings.transport(), SpecialSockets.in(model));
    this.logs = new Logs(settings.wallClock());
    int threads = settings.threads() > 0 ? settings.threads() : model.global().threads();
    this.loops = new LoopSet(transport, threads, model.global().tune());
    this.names =
        new Names(control, loops.all().getFirst().executor(), transport, settings.random());
    this.peers = new Peering(settings.wallClock(), settings.random());
    this.site =
        new Site(
            loops,
            new Means(control, settings.random(), settings.wallClock(), PastStates.NONE),
            checks,
            names,
            peers,
            consequences(),
            logs,
            settings.log(),
            new Gate(() -> maxconn, connections),
            new PlaneFacts(settings, names, connections::value, () -> stopping));
    this.current = first(model);
    this.old = new OldGenerations(control, loops.all(), current);
    sweeper.start();
  }

  private Generation first(GatewayModel model) {
    try {
      return Changeover.prepare(site, model, null).commit();
    } catch (RuntimeException e) {
      end();
      throw e;
    }
  }

  /**
   * Starts all frontends. If one cannot be bound, everything that was started is stopped again.
   *
   * @throws IllegalStateException with the address that cannot be bound
   */
  public static DataPlane start(GatewayModel model, DataPlaneSettings settings) {
    return new DataPlane(model, settings);
  }

  /**
   * Builds what another configuration needs beside what runs, and binds its addresses. One at a
   * time; to be committed or abandoned.
   *
   * @throws IllegalStateException or {@link IllegalArgumentException} with the reason; nothing has
   *     changed then
   */
  public Changeover prepare(GatewayModel model) {
    if (transport == Transport.IO_URING && SpecialSockets.in(model)) {
      throw new IllegalStateException(
          "Unix sockets and inherited descriptors need the transport epoll, io_uring is in use:"
              + " restart the process");
    }
    logs.retain(old.logTargets());
    return Changeover.prepare(site, model, current);
  }

  /** Whether a server of the next configuration keeps the address that it has in this one. */
  public boolean goesOn(String backend, Server server) {
    RunningBackend before = current.backend(backend);
    RunningServer known = before == null ? null : before.server(server.name());
    return known != null
        && known.server().endpoint().equals(server.endpoint())
        && !(known.address() instanceof InetSocketAddress inet && inet.isUnresolved());
  }

  /** Puts it into force: newcomers are served by it, exchanges go on as they began. */
  public void commit(Changeover change) {
    try {
      Generation next = control.call(() -> changeTo(change)).get(PATIENCE_SECONDS, SECONDS);
      LOG.debug("{} proxies in force", next.frontends().size() + next.backends().size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the configuration could not be changed", failed);
    }
  }

  private Generation changeTo(Changeover change) {
    int before = current.model().global().maxconn();
    Generation next = change.commit();
    current = next;
    if (next.model().global().maxconn() != before) {
      maxconn(next.model().global().maxconn());
    }
    old.replace(next);
    sweeper.start();
    return next;
  }

  /** Configurations that are no longer in force but still have exchanges. */
  public int endingGenerations() {
    return old.count();
  }

  /** What is in force. */
  public GatewayModel model() {
    return current.model();
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

      @Override
      public void moved(RunningServer server) {
        loops.dropIdle(server);
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
            this::listeners,
            this::backends,
            backend -> current.reaches(backend),
            FirstChecks.of(backends(), startedAt));
    return VitalityWatch.start(signs, stuckAfter, changed);
  }

  /** Stops listening for a while; newcomers are refused, accepted connections go on. */
  public void pause() {
    listeners().forEach(Listener::pause);
  }

  /** {@code shutdown sessions server}. Any thread. */
  public void shutdownSessions(RunningServer server) {
    loops.endSessions(server, Failure.KILLED);
  }

  /** The names of servers, resolved at run time. */
  public Names names() {
    return names;
  }

  /** Servers that come and go at run time. */
  public Membership membership() {
    return new Membership(checks, loops, this::backends);
  }

  /** Connections of the whole process; 0 is what the configuration left open. */
  public int maxconn() {
    return maxconn;
  }

  /** {@code set maxconn global}. Control thread. */
  public void maxconn(int limit) {
    maxconn = limit;
    listeners().forEach(Listener::limitsChanged);
  }

  /** Listens again after {@link #pause}. */
  public void resume() {
    listeners().forEach(Listener::resume);
  }

  /**
   * Stops listening for good. Exchanges go on; connections end with theirs, and idle ones at once.
   */
  public void softStop() {
    stopping = true;
    peers.release();
    listeners().forEach(Listener::close);
    frontends().forEach(frontend -> frontend.listening(RunningFrontend.Listening.STOPPED));
    loops.endIdle();
  }

  /** Stops accepting, lets exchanges end for at most this long, then ends the rest. */
  public void stop(Duration graceful) {
    checks.close();
    names.close();
    listeners().forEach(Listener::close);
    long end = System.nanoTime() + graceful.toNanos();
    try {
      while (connections.value() > 0 && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
    old.close();
  }

  private void end() {
    peers.close();
    control.close();
    loops.close();
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
    return current.log();
  }

  /** Log lines that found the ring full and were dropped. */
  public long droppedLogs() {
    return logs.dropped();
  }

  /** Event loops. */
  public int threads() {
    return loops.all().size();
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
    return current.frontends();
  }

  public Collection<RunningBackend> backends() {
    return current.backends();
  }

  public List<Listener> listeners() {
    return current.listeners();
  }

  /** The configuration in force, as rules may ask about it. */
  public Surroundings surroundings() {
    return current;
  }

  /** Pattern lists by number, for the runtime socket. */
  public PatternLists patterns() {
    return current.patterns();
  }

  /** Who shares stick tables with this node. */
  public Peering peers() {
    return peers;
  }

  /** The stick tables in force. */
  public Tables tables() {
    return current.tables();
  }

  /** Where the first {@code bind} of this frontend listens. */
  public SocketAddress address(String frontend) {
    return listeners().stream()
        .filter(listener -> listener.frontend().name().equals(frontend))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no listener of '" + frontend + "'"))
        .address();
  }

  public @Nullable RunningFrontend frontend(String name) {
    return current.frontend(name);
  }

  public @Nullable RunningBackend backend(String name) {
    return current.backend(name);
  }

  public int activeConnections() {
    return connections.value();
  }

  /** Milliseconds since the epoch. */
  public long wallClock() {
    return settings.wallClock().getAsLong();
  }
}
