package io.gatehouse.dataplane.table;

import io.gatehouse.dataplane.control.ControlThread;
import java.time.Duration;
import java.util.function.Supplier;

/** Removes rows whose time is over, some at a time, so that nobody waits for it. Control thread. */
public final class Sweeper {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration BREATH = Duration.ofMillis(5);
  private static final int AT_ONCE = 50;
  private static final int TURNS = 40;

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

  /** In several turns, so that newcomers wait for none of them long. */
  private static boolean sweep(RunningTable table) {
    for (int i = 0; i < TURNS; i++) {
      if (!table.sweep(AT_ONCE)) {
        return false;
      }
    }
    return true;
  }

  private void sweep() {
    boolean more = false;
    for (RunningTable table : tables.get().all()) {
      more |= sweep(table);
    }
    sweeping = !tables.get().all().isEmpty();
    if (sweeping) {
      var _ = control.schedule(this::sweep, more ? BREATH : PAUSE);
    }
  }
}
