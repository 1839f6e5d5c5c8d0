package io.gatehouse.dataplane.table;

import io.gatehouse.dataplane.control.ControlThread;
import java.time.Duration;
import java.util.function.Supplier;

/** Removes rows whose time is over, some at a time, so that nobody waits for it. Control thread. */
public final class Sweeper {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration BREATH = Duration.ofMillis(5);
  private static final int AT_ONCE = 2_000;

  private final ControlThread control;
  private final Supplier<Tables> tables;
  private boolean sweeping;

  /**
   * @param tables those in force
   */
  public Sweeper(ControlThread control, Supplier<Tables> tables) {
    this.control = control;
    this.tables = tables;
  }

  /** Sweeps for as long as there are tables. Any thread. */
  public void start() {
    control.submit(
        () -> {
          if (!sweeping) {
            sweep();
          }
        });
  }

  private void sweep() {
    boolean more = false;
    for (RunningTable table : tables.get().all()) {
      more |= table.sweep(AT_ONCE);
    }
    sweeping = !tables.get().all().isEmpty();
    if (sweeping) {
      var _ = control.schedule(this::sweep, more ? BREATH : PAUSE);
    }
  }
}
