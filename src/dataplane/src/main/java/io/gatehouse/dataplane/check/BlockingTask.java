package io.gatehouse.dataplane.check;

import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.control.ControlThread.Appointment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What blocks a virtual thread of its own, which is interrupted when it takes too long. Confined to
 * the control thread but for {@link #find}.
 */
abstract class BlockingTask implements ServerProbe.Task {
  private static final long MILLI = 1_000_000L;

  /**
   * A checker that keeps its own time limits says more than one that is broken off, and on a busy
   * or just started machine a short interval is over before the probe has begun.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ControlThread control;
  private final String name;
  private @Nullable Thread thread;
  private @Nullable Appointment deadline;

  /**
   * @param name of its threads
   */
  BlockingTask(ControlThread control, String name) {
    this.control = control;
    this.name = name;
  }

  /** What was found out, and what follows from it. */
  @FunctionalInterface
  interface Finding {
    /** Control thread. */
    void tell(long millis);
  }

  /** Finds out; on the virtual thread. */
  abstract Finding find();

  /** What it means that it took too long. */
  abstract Finding late();

  abstract Duration limit();

  @Override
  public boolean busy() {
    Thread last = thread;
    return last != null && last.isAlive();
  }

  @Override
  public void begin(ServerProbe.Answer answer) {
    long startedAt = System.nanoTime();
    Thread probing = Thread.ofVirtual().name(name).unstarted(() -> probe(answer, startedAt));
    thread = probing;
    deadline = control.schedule(() -> late(answer, probing), limit().plus(GRACE));
    probing.start();
  }

  private void probe(ServerProbe.Answer answer, long startedAt) {
    Thread self = Thread.currentThread();
    Finding finding = find();
    long millis = (System.nanoTime() - startedAt) / MILLI;
    control.submit(() -> done(answer, self, () -> finding.tell(millis)));
  }

  private void late(ServerProbe.Answer answer, Thread probing) {
    probing.interrupt();
    Finding finding = late();
    done(answer, probing, () -> finding.tell(limit().toMillis()));
  }

  /** The result of a probe, unless it was counted as late before. */
  private void done(ServerProbe.Answer answer, Thread by, Runnable consequences) {
    Appointment limit = deadline;
    if (limit != null && by.equals(thread)) {
      deadline = null;
      limit.cancel();
      answer.found(consequences);
    }
  }

  @Override
  public void close() {
    Appointment limit = deadline;
    deadline = null;
    if (limit != null) {
      limit.cancel();
    }
    Thread probing = thread;
    if (probing != null) {
      probing.interrupt();
    }
  }
}
