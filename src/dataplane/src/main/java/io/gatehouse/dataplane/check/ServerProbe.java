package io.gatehouse.dataplane.check;

import io.gatehouse.dataplane.control.ControlThread.Appointment;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
  private static final long MILLI = 1_000_000L;

  /**
   * A checker that keeps its own time limits says more than one that is broken off, and on a busy
   * or just started machine a short interval is over before the probe has begun.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final RunningServer server;
  private final CheckScheduler scheduler;
  private final CheckState state;
  private final Task task;
  private @Nullable Appointment appointment;
  private @Nullable Thread thread;
  private long dueAt;
  private long startedAt;
  private boolean underWay;
  private boolean closed;

  ServerProbe(RunningServer server, CheckScheduler scheduler, CheckState state, Task task) {
    this.server = server;
    this.scheduler = scheduler;
    this.state = state;
    this.task = task;
  }

  /** What is done each time. */
  interface Task extends AutoCloseable {
    /** Finds out; on a virtual thread, which is interrupted when it takes too long. */
    Finding find();

    /** What it means that it took too long. */
    Finding late();

    Duration limit();

    /** Whether one made for this backend, of the same name, would do the same. */
    boolean fits(RunningBackend backend);

    @Override
    default void close() {}
  }

  /** What was found out, and what follows from it. */
  @FunctionalInterface
  interface Finding {
    /** Control thread. */
    void tell(long millis);
  }

  RunningServer server() {
    return server;
  }

  /** What it counts its results in, which is its own as long as the server is the same. */
  CheckState state() {
    return state;
  }

  /** Whether one made for this backend would do the same. */
  boolean fits(RunningBackend backend) {
    return !closed && task.fits(backend);
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
    appointment = scheduler.control().schedule(this::late, task.limit().plus(GRACE));
    probing.start();
  }

  /** On the virtual thread. */
  private void probe() {
    Thread self = Thread.currentThread();
    Finding finding = task.find();
    long nanos = System.nanoTime() - startedAt;
    scheduler.control().submit(() -> done(self, finding, nanos / MILLI));
  }

  private void late() {
    Thread probing = thread;
    if (underWay && probing != null) {
      probing.interrupt();
      done(probing, task.late(), task.limit().toMillis());
    }
  }

  /** The result of a probe, unless it was counted as late before. */
  private void done(Thread by, Finding finding, long millis) {
    if (!underWay || closed || !by.equals(thread)) {
      return;
    }
    underWay = false;
    Appointment deadline = appointment;
    if (deadline != null) {
      deadline.cancel();
    }
    scheduler.ended();
    finding.tell(millis);
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
    task.close();
  }
}
