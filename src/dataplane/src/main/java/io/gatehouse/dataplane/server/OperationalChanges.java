package io.gatehouse.dataplane.server;

import static io.gatehouse.dataplane.health.OperationalState.RUNNING;
import static io.gatehouse.dataplane.health.OperationalState.STARTING;
import static io.gatehouse.dataplane.health.OperationalState.STOPPED;
import static io.gatehouse.dataplane.health.OperationalState.STOPPING;

import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.telemetry.ProxyLog;

/**
 * What a server's health does to its state: down, up, stopping. The servers that track it follow.
 * In maintenance nothing changes. Control thread.
 *
 * <pre>
 *            up                 slowstart is over
 *  STOPPED ──────► STARTING ─────────────────────► RUNNING ◄──── up
 *     ▲                                               │           │
 *     └──────────────── down ──────────────┬──────────┴──► STOPPING
 * </pre>
 */
final class OperationalChanges {
  private final RunningBackend backend;
  private final StateLog log;

  OperationalChanges(RunningBackend backend, StateLog log) {
    this.backend = backend;
    this.log = log;
  }

  /**
   * Takes it down.
   *
   * @param cause the words after what happened, or none
   */
  void stop(RunningServer server, String cause) {
    if (server.life().maint() || server.life().state() == STOPPED) {
      return;
    }
    boolean alarming = server.life().state() != STOPPING && !server.life().drain();
    boolean available = backend.availability().any();
    server.life().state(STOPPED);
    int requeued = backend.availability().leave(server);
    log.tell(
        alarming ? ProxyLog.ALERT : ProxyLog.NOTICE,
        server,
        " is DOWN" + cause + StateLog.via(server) + log.remaining(server, true, requeued));
    drained(server);
    backend.availability().changed(available);
    for (RunningServer follower : server.trackers()) {
      follower.backend().operational().stop(follower, "");
    }
  }

  /** Takes no more but what persistence brings. */
  void stopping(RunningServer server, String cause) {
    if (server.life().maint() || server.life().state() == STOPPING) {
      return;
    }
    boolean available = backend.availability().any();
    server.life().state(STOPPING);
    int requeued = backend.availability().leave(server);
    log.tell(
        ProxyLog.NOTICE,
        server,
        " is stopping" + cause + StateLog.via(server) + log.remaining(server, false, requeued));
    drained(server);
    backend.availability().changed(available);
    for (RunningServer follower : server.trackers()) {
      follower.backend().operational().stopping(follower, "");
    }
  }

  /** Brings it up, slowly where it says so. */
  void start(RunningServer server, String cause) {
    OperationalState before = server.life().state();
    if (server.life().maint() || before == STARTING || before == RUNNING) {
      return;
    }
    boolean available = backend.availability().any();
    begin(server);
    up(server, cause);
    backend.availability().changed(available);
    for (RunningServer follower : server.trackers()) {
      follower.backend().operational().start(follower, "");
    }
  }

  /** The state of a server that comes up, and the first step of its ramp. */
  void begin(RunningServer server) {
    boolean slow = server.slowStart().begin();
    server.life().state(slow ? STARTING : RUNNING);
    backend.publish();
  }

  private void up(RunningServer server, String cause) {
    int taken = backend.availability().arrive(server);
    log.tell(
        ProxyLog.NOTICE,
        server,
        " is UP" + cause + StateLog.via(server) + log.remaining(server, false, taken));
    drained(server);
  }

  /** Whatever changed of it, a server that drains still does. */
  void drained(RunningServer server) {
    if (server.life().drain() && !server.life().maint()) {
      log.stillDrains(server);
    }
  }

  /** The next step of a ramp; after the last one the server runs. */
  void warm(RunningServer server, boolean over) {
    if (over) {
      server.life().state(RUNNING);
      backend.publish();
      up(server, "");
    } else {
      backend.publish();
      backend.serveQueues();
    }
  }
}
