package io.gatehouse.dataplane.check;

import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.control.ControlThread.Appointment;
import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * When each server is checked next. One appointment serves them all, and those that are due within
 * moments of each other go together: a thread that wakes up once for ten of them costs a tenth.
 * Confined to the control thread.
 */
final class Agenda {
  /** How much earlier than its time a probe may go, in parts of its interval and at most. */
  private static final int PART = 100;

  private static final long MOST = Duration.ofMillis(10).toNanos();

  private final ControlThread control;
  private final Runnable afterwards;

  /** Ordered by the time they are due, which stands still while they are in here. */
  private final PriorityQueue<ServerProbe> waiting =
      new PriorityQueue<>((one, other) -> Long.signum(one.dueAt() - other.dueAt()));

  private @Nullable Appointment appointment;
  private long appointedAt;

  /**
   * @param afterwards called each time those that were due have begun
   */
  Agenda(ControlThread control, Runnable afterwards) {
    this.control = control;
    this.afterwards = afterwards;
  }

  void add(ServerProbe probe) {
    waiting.add(probe);
    arm();
  }

  /** Does nothing for one that is not in here. */
  void remove(ServerProbe probe) {
    waiting.remove(probe);
  }

  private void arm() {
    ServerProbe first = waiting.peek();
    if (first == null) {
      return;
    }
    Appointment planned = appointment;
    if (planned != null) {
      if (first.dueAt() - appointedAt >= 0) {
        return;
      }
      planned.cancel();
    }
    appointedAt = first.dueAt();
    long wait = Math.max(0, appointedAt - System.nanoTime());
    appointment = control.schedule(this::due, Duration.ofNanos(wait));
  }

  private void due() {
    long now = System.nanoTime();
    // Not armed again before all have begun.
    appointedAt = now - 1;
    try {
      ServerProbe first = waiting.peek();
      while (first != null && first.dueAt() - slack(first) - now <= 0) {
        waiting.remove();
        first.due();
        first = waiting.peek();
      }
    } finally {
      appointment = null;
      arm();
      afterwards.run();
    }
  }

  private static long slack(ServerProbe probe) {
    return Math.min(MOST, probe.waits() / PART);
  }
}
