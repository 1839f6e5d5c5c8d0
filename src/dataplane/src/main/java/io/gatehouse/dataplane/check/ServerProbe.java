package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.dataplane.control.ControlThread.Appointment;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.CheckPolicy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks of one server, one after the other. Confined to the control thread, but for the probe
 * itself, which blocks a virtual thread of its own.
 *
 * <pre>
 *  armed ──► due ──► under way ──► result ──► armed again
 *              │         └─ late: broken off, counts as timeout
 *              └─ paused or disabled: armed again
 * </pre>
 */
final class ServerProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);
  private static final long MILLI = 1_000_000L;

  /**
   * A checker that keeps its own time limits says more than one that is broken off, and on a busy
   * or just started machine a short interval is over before the probe has begun.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final RunningServer server;
  private final CheckScheduler scheduler;
  private final CheckState state;
  private final CheckTarget target;
  private final Duration limit;
  private final CheckPolicy policy;
  private final HealthChecker checker;
  private @Nullable Appointment appointment;
  private @Nullable Thread thread;
  private long dueAt;
  private long startedAt;
  private boolean underWay;
  private boolean closed;

  /**
   * @param backend that the server belongs to, or is about to
   */
  ServerProbe(RunningServer server, RunningBackend backend, CheckScheduler scheduler) {
    this.server = server;
    this.scheduler = scheduler;
    this.state = Objects.requireNonNull(server.check());
    Targets targets = new Targets(server, backend, state.check());
    this.target = targets.target();
    this.limit = targets.limit();
    this.policy = backend.backend().checks();
    this.checker = policy.checker().create();
  }

  /** Whether one made for this backend would do the same. */
  boolean fits(RunningBackend backend) {
    return policy.checker().equals(backend.backend().checks().checker())
        && new Targets(server, backend, state.check()).limit().equals(limit)
        && !closed;
  }

  RunningServer server() {
    return server;
  }

  boolean underWay() {
    return underWay;
  }

  /** The time to the next check, as its health asks for it. */
  Duration interval() {
    return state.interval(server.life().state() == OperationalState.STOPPED);
  }

  void arm(Duration delay) {
    if (closed) {
      return;
    }
    dueAt = System.nanoTime() + delay.toNanos();
    appointment = scheduler.control().schedule(this::due, delay);
  }

  /** The next check comes earlier where its interval says so now. */
  void hurry() {
    Appointment planned = appointment;
    if (planned == null || underWay || closed) {
      return;
    }
    Duration sooner = state.check().fastInter();
    if (dueAt - System.nanoTime() > sooner.toNanos()) {
      planned.cancel();
      arm(interval());
    }
  }

  private void due() {
    appointment = null;
    // A checker that cannot be broken off is still busy: it is not called twice at a time.
    Thread last = thread;
    boolean busy = last != null && last.isAlive();
    if (!state.enabled() || state.paused() || busy) {
      arm(state.check().inter());
    } else {
      underWay = true;
      scheduler.begin(this);
    }
  }

  /** Called by the scheduler when the probe may begin. */
  void launch() {
    startedAt = System.nanoTime();
    Thread probing = Thread.ofVirtual().name("check " + server.label()).unstarted(this::probe);
    thread = probing;
    appointment = scheduler.control().schedule(this::late, limit.plus(GRACE));
    probing.start();
  }

  /** On the virtual thread. */
  private void probe() {
    Thread self = Thread.currentThread();
    CheckResult result = result();
    long nanos = System.nanoTime() - startedAt;
    scheduler.control().submit(() -> done(self, result, nanos / MILLI));
  }

  private CheckResult result() {
    try {
      return checker.probe(target);
    } catch (InterruptedException brokenOff) {
      return CheckResult.of(CheckStatus.L7TOUT);
    } catch (Exception | LinkageError failed) {
      LOG.debug("check of {} failed", server.label(), failed);
      String message = failed.getMessage();
      return CheckResult.of(CheckStatus.SOCKERR, message == null ? failed.toString() : message);
    }
  }

  private void late() {
    Thread probing = thread;
    if (underWay && probing != null) {
      probing.interrupt();
      done(probing, CheckResult.of(CheckStatus.L7TOUT), limit.toMillis());
    }
  }

  /** The result of a probe, unless it was counted as late before. */
  private void done(Thread by, CheckResult result, long millis) {
    if (!underWay || closed || !by.equals(thread)) {
      return;
    }
    underWay = false;
    Appointment deadline = appointment;
    if (deadline != null) {
      deadline.cancel();
    }
    scheduler.ended();
    server.backend().serverChecked(server, result, millis);
    Duration next = interval();
    arm(next.plusMillis(scheduler.deviation(next)));
  }

  @Override
  public void close() {
    closed = true;
    Appointment planned = appointment;
    if (planned != null) {
      planned.cancel();
    }
    Thread probing = thread;
    if (probing != null) {
      probing.interrupt();
    }
    checker.close();
  }
}
