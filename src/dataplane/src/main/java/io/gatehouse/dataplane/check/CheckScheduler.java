package io.gatehouse.dataplane.check;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.check.DialogueSpec;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.CheckSpread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks all servers that ask for it, each at its own interval. The first checks are spread over
 * the shortest interval of all, so that servers on one machine are not hit at once (manual section
 * 3, {@code spread-checks}). Started and closed by any thread, else confined to the control thread.
 */
public final class CheckScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckScheduler.class);

  /** Shorter intervals do not decide over what time the others' first checks are spread. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** Probes under way; more wait for one of them to end. Each costs a descriptor. */
  private static final int MOST = 1_000;

  private final ControlThread control;
  private volatile CheckSpread spread;
  private final LongSupplier random;
  private volatile @Nullable Surroundings surroundings;
  private final List<ServerProbe> probes = new ArrayList<>();
  private final Queue<ServerProbe> waiting = new ArrayDeque<>();
  private final Agenda agenda;
  private final CheckLoops loops;
  private int running;
  private boolean closed;

  public CheckScheduler(ControlThread control, CheckSpread spread, LongSupplier random) {
    this.control = control;
    this.spread = spread;
    this.random = random;
    this.loops = new CheckLoops(control);
    this.agenda = new Agenda(control, loops::flush);
  }

  /** The probes of a configuration: those that go on, and those that begin. */
  public static final class Plan {
    private final List<ServerProbe> kept = new ArrayList<>();
    private final List<ServerProbe> made = new ArrayList<>();

    private Plan() {}

    private boolean keep(@Nullable ServerProbe known, RunningBackend backend) {
      boolean keeps = known != null && known.fits(backend);
      if (keeps && known != null) {
        kept.add(known);
      }
      return keeps;
    }

    /** It will not be followed. */
    public void abandon() {
      made.forEach(ServerProbe::close);
    }
  }

  /**
   * Makes the probes that are not there yet. Resolves names, hence not on the control thread, which
   * changes nothing meanwhile.
   */
  public Plan plan(Collection<RunningBackend> backends) {
    Plan plan = new Plan();
    Map<CheckState, ServerProbe> known = new HashMap<>();
    probes.forEach(probe -> known.put(probe.state(), probe));
    for (RunningBackend backend : backends) {
      if (!backend.backend().proxy().disabled()) {
        for (RunningServer server : backend.servers()) {
          plan(server, backend, known, plan);
        }
      }
    }
    return plan;
  }

  private void plan(
      RunningServer server, RunningBackend backend, Map<CheckState, ServerProbe> known, Plan plan) {
    CheckState check = server.check();
    if (check != null && !plan.keep(known.get(check), backend)) {
      ServerProbe.Task task = task(server, new Targets(server, backend, check));
      plan.made.add(new ServerProbe(server, this, check, task));
    }
    AgentState agent = server.agent();
    if (agent != null && !plan.keep(known.get(agent.check()), backend)) {
      AgentTask task = new AgentTask(control, server, backend, agent);
      plan.made.add(new ServerProbe(server, this, agent.check(), task));
    }
  }

  private ServerProbe.Task task(RunningServer server, Targets targets) {
    if (!(targets.checker() instanceof DialogueSpec spec)) {
      return new CheckerTask(control, server, targets, this::surroundings);
    }
    CheckLoop loop = loops.of(server.server().endpoint());
    targets.tls().ifPresent(tls -> loop.tls().prepare(tls.settings()));
    return new DialogueTask(loop, server, targets, spec, this::surroundings);
  }

  private Surroundings surroundings() {
    return Objects.requireNonNull(surroundings, "a check before there is a configuration");
  }

  /**
   * From now on exactly those of the plan are done. Control thread; the first time any.
   *
   * @param around what expressions of checks may ask
   */
  public void follow(Plan plan, CheckSpread now, Surroundings around) {
    spread = now;
    surroundings = around;
    Set<ServerProbe> kept = new HashSet<>(plan.kept);
    for (ServerProbe probe : probes) {
      if (!kept.contains(probe)) {
        end(probe);
      }
    }
    probes.retainAll(kept);
    probes.addAll(plan.made);
    if (control.current()) {
      arm(plan.made);
    } else {
      control.submit(() -> arm(plan.made));
    }
  }

  /** A server that came while traffic flows. Control thread. */
  public void add(RunningServer server) {
    Plan plan = new Plan();
    plan(server, server.backend(), Map.of(), plan);
    probes.addAll(plan.made);
    plan.made.forEach(probe -> probe.arm(Duration.ZERO));
  }

  /** It is deleted. Control thread. */
  public void remove(RunningServer server) {
    for (ServerProbe probe : List.copyOf(probes)) {
      if (probe.server().equals(server)) {
        end(probe);
        probes.remove(probe);
      }
    }
  }

  private void end(ServerProbe probe) {
    boolean running = !waiting.remove(probe) && probe.underWay();
    probe.close();
    if (running) {
      ended();
    }
  }

  private void arm(List<ServerProbe> made) {
    long shortest = 0;
    for (ServerProbe probe : probes) {
      long interval = probe.interval().toMillis();
      if (interval >= SHORT.toMillis() && (shortest == 0 || interval < shortest)) {
        shortest = interval;
      }
    }
    for (int i = 0; i < made.size(); i++) {
      ServerProbe probe = made.get(i);
      long over = Math.max(shortest, probe.interval().toMillis());
      over += deviation(probe.interval());
      if (!spread.longest().isZero()) {
        over = Math.min(over, spread.longest().toMillis());
      }
      probe.arm(Duration.ofMillis(over * i / made.size()));
    }
  }

  /** Milliseconds by which an interval is longer or shorter than it says. */
  long deviation(Duration interval) {
    long most = interval.toMillis() * spread.percent() / 100;
    return most == 0 ? 0 : most - Math.floorMod(random.getAsLong(), 2 * most);
  }

  Agenda agenda() {
    return agenda;
  }

  /** Begins the probe now, or when one of those under way has ended. */
  void begin(ServerProbe probe) {
    if (closed) {
      return;
    }
    if (running >= MOST) {
      waiting.add(probe);
    } else {
      running++;
      probe.launch();
    }
  }

  void ended() {
    running--;
    ServerProbe next = waiting.poll();
    if (next != null) {
      begin(next);
    }
  }

  /** A server's state was learned from its traffic: its next check comes earlier. */
  public void hurry(RunningServer server) {
    for (ServerProbe probe : probes) {
      if (probe.server().equals(server)) {
        probe.hurry();
      }
    }
  }

  /** Begins no more checks and breaks off those under way. */
  @Override
  public void close() {
    try {
      control.call(this::end).get(1, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failed) {
      LOG.warn("health checks did not end in time", failed);
    }
  }

  private int end() {
    closed = true;
    waiting.clear();
    probes.forEach(ServerProbe::close);
    loops.close();
    return probes.size();
  }
}
