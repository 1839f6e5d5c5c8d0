package io.gatehouse.dataplane.server;

import static io.gatehouse.dataplane.health.OperationalState.STARTING;
import static io.gatehouse.dataplane.health.OperationalState.STOPPED;

import io.gatehouse.dataplane.control.ControlThread;
import java.time.Duration;

/**
 * The ramp of a server that comes back ({@code slowstart}): once a second its effective weight and
 * its maxconn rise in proportion to the time. HAProxy counts in whole seconds, and so do we. Begun
 * and stepped by the control thread, read by any.
 */
final class SlowStart {
  /** Effective weights are counted in sixteenths, so that a ramp has steps even for weight 1. */
  private static final int SCALE = 16;

  private static final Duration STEP = Duration.ofSeconds(1);

  private final RunningServer server;
  private final ControlThread control;
  private final long seconds;
  private volatile int sixteenths = SCALE;
  private int generation;

  SlowStart(RunningServer server, ControlThread control) {
    this.server = server;
    this.control = control;
    this.seconds = server.server().limits().slowStart().toSeconds();
  }

  /** What of each part of its weight counts now, 1 to 16. */
  int sixteenths() {
    return sixteenths;
  }

  /** Percent of its maxconn, 100 outside of a ramp. */
  int percent() {
    if (seconds == 0 || server.life().state() != STARTING) {
      return 100;
    }
    return (int) Math.min(100, 100 * server.life().sinceSeconds() / seconds);
  }

  /** Begins the ramp of a server that is about to come up; false when it has none. */
  boolean begin() {
    generation++;
    if (seconds == 0) {
      return false;
    }
    // One that only took no new sessions had its time already.
    long elapsed = server.life().state() == STOPPED ? 0 : server.life().sinceSeconds();
    if (elapsed >= seconds) {
      sixteenths = SCALE;
      return false;
    }
    sixteenths = sixteenths(elapsed);
    next(generation);
    return true;
  }

  private int sixteenths(long elapsed) {
    boolean ramped = server.backend().dynamicWeights();
    return ramped ? (int) ((SCALE * elapsed + seconds) / seconds) : SCALE;
  }

  private void next(int mine) {
    var _ = control.schedule(() -> step(mine), STEP);
  }

  private void step(int mine) {
    if (mine != generation || server.life().maint() || server.life().state() != STARTING) {
      return;
    }
    long elapsed = server.life().sinceSeconds();
    boolean over = elapsed >= seconds;
    sixteenths = over ? SCALE : sixteenths(elapsed);
    server.backend().operational().warm(server, over);
    if (!over) {
      next(mine);
    }
  }
}
