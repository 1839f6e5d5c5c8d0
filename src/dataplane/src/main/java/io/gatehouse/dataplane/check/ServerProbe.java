package io.gatehouse.dataplane.check;

import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import java.time.Duration;

/**
 * The checks of one server, one after the other. Confined to the control thread.
 *
 * <pre>
 *  armed ──► due ──► under way ──► result ──► armed again
 *              └─ paused or disabled: armed again
 * </pre>
 */
final class ServerProbe implements AutoCloseable {
  private final RunningServer server;
  private final CheckScheduler scheduler;
  private final CheckState state;
  private final Task task;
  private long dueAt;
  private long waits;
  private boolean armed;
  private boolean underWay;
  private boolean closed;

  ServerProbe(RunningServer server, CheckScheduler scheduler, CheckState state, Task task) {
    this.server = server;
    this.scheduler = scheduler;
    this.state = state;
    this.task = task;
  }

  /** What is done each time. Control thread. */
  interface Task extends AutoCloseable {
    /** Begins to find out, elsewhere. */
    void begin(Answer answer);

    /** Whether the last one goes on, though it was answered for or closed. */
    boolean busy();

    /** Whether one made for this backend, of the same name, would do the same. */
    boolean fits(RunningBackend backend);

    /** Breaks it off; nothing is answered any more. */
    @Override
    void close();
  }

  /** Hears what was found out, once for each time that it was begun. Control thread. */
  @FunctionalInterface
  interface Answer {
    /**
     * @param consequences what follows from it
     */
    void found(Runnable consequences);
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

  /** When it is to begin, as {@link System#nanoTime}. */
  long dueAt() {
    return dueAt;
  }

  /** Nanoseconds that it was asked to wait until then. */
  long waits() {
    return waits;
  }

  /** The time to the next check, as its health asks for it. */
  Duration interval() {
    return state.interval(server.life().state() == OperationalState.STOPPED);
  }

  void arm(Duration delay) {
    if (closed) {
      return;
    }
    waits = delay.toNanos();
    dueAt = System.nanoTime() + waits;
    armed = true;
    scheduler.agenda().add(this);
  }

  /** The next check comes earlier where its interval says so now. */
  void hurry() {
    if (!armed || closed) {
      return;
    }
    Duration sooner = state.check().fastInter();
    if (dueAt - System.nanoTime() > sooner.toNanos()) {
      scheduler.agenda().remove(this);
      arm(interval());
    }
  }

  void due() {
    armed = false;
    // A checker that cannot be broken off is still busy: it is not called twice at a time.
    if (!state.enabled() || state.paused() || task.busy()) {
      arm(state.check().inter());
    } else {
      underWay = true;
      scheduler.begin(this);
    }
  }

  /** Called by the scheduler when the probe may begin. */
  void launch() {
    task.begin(this::done);
  }

  private void done(Runnable consequences) {
    if (!underWay || closed) {
      return;
    }
    underWay = false;
    scheduler.ended();
    consequences.run();
    Duration next = interval();
    arm(next.plusMillis(scheduler.deviation(next)));
  }

  @Override
  public void close() {
    closed = true;
    if (armed) {
      armed = false;
      scheduler.agenda().remove(this);
    }
    task.close();
  }
}
