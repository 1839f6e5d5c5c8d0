package io.gatehouse.gateway.process;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.server.RunningFrontend;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The last part of a run: SIGUSR1 lets exchanges end, everything else closes what is open. Main
 * thread.
 */
final class Ending {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final DataPlane plane;
  private final Signals signals;
  private final Voice voice;

  Ending(DataPlane plane, Signals signals, Voice voice) {
    this.plane = plane;
    this.signals = signals;
    this.voice = voice;
  }

  /**
   * Stops listening and waits until the last connection is closed, a signal asks for more haste or
   * the time is over.
   *
   * @param limit zero is none
   */
  void gracefully(Duration limit) throws InterruptedException {
    plane.softStop();
    plane.frontends().forEach(this::stopped);
    long start = System.nanoTime();
    while (plane.activeConnections() > 0) {
      Signals.Kind signal = signals.next(LOOK_NANOS);
      if (signal == Signals.Kind.TERM || signal == Signals.Kind.INT) {
        return;
      }
      if (!limit.isZero() && System.nanoTime() - start >= limit.toNanos()) {
        voice.warning(plane.log(), "soft-stop running for too long, performing a hard-stop.");
        plane.frontends().forEach(this::hardStopped);
        return;
      }
    }
  }

  private void stopped(RunningFrontend frontend) {
    voice.warning(
        frontend.log(),
        "Proxy %s stopped (cumulated conns: FE: %d, BE: %d)."
            .formatted(
                frontend.name(), frontend.counters().connectionsTotal.sum(), sessions(frontend)));
  }

  /** A {@code listen} section is a frontend and a backend of one name. */
  private long sessions(RunningFrontend frontend) {
    var backend = plane.backend(frontend.name());
    return backend == null ? 0 : backend.counters().sessionsTotal.sum();
  }

  private void hardStopped(RunningFrontend frontend) {
    int left = frontend.counters().sessions.value();
    if (left > 0) {
      voice.warning(
          frontend.log(),
          "Proxy %s hard-stopped (%d remaining conns will be closed)."
              .formatted(frontend.name(), left));
    }
  }
}
