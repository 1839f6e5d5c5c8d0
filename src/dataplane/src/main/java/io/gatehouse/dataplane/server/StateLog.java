package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.health.CheckMessages;
import io.gatehouse.dataplane.health.CheckMessages.Remaining;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.Proxy;

/**
 * Tells the backend's log lines and the standard error what became of its servers, in HAProxy's
 * words. Control thread.
 */
final class StateLog {
  private static final long PID = ProcessHandle.current().pid();

  private final RunningBackend backend;
  private boolean starting;

  StateLog(RunningBackend backend) {
    this.backend = backend;
  }

  /** Before traffic only the standard error is told. */
  void starting(boolean now) {
    starting = now;
  }

  /** That it is kept from traffic; said only of what happens while the process runs. */
  void kept(int level, RunningServer server, String what) {
    if (!starting) {
      tell(level, server, what);
    }
  }

  /** {@code Server b/s} with what happened to it. */
  void tell(int level, RunningServer server, String what) {
    warning(level, CheckMessages.server(server.server().backup(), server.label()) + what);
  }

  /** Something else changed of a server that drains. The words are those of HAProxy 2.6. */
  void stillDrains(RunningServer server) {
    boolean forced = (server.life().flags() & AdminFlags.FORCED_DRAIN) != 0;
    tell(
        ProxyLog.NOTICE,
        server,
        forced
            ? " remains in forced drain mode"
            : " is leaving forced drain but remains in drain mode" + via(server));
  }

  void checked(RunningServer server, CheckState check) {
    warning(
        ProxyLog.NOTICE,
        CheckMessages.checked(
            server.label(), check, server.server().backup(), server.userWeight() == 0));
  }

  /** Something that is no change of state. */
  void say(String text) {
    warning(ProxyLog.NOTICE, text);
  }

  private void warning(int level, String text) {
    System.err.println("[WARNING]  (" + PID + ") : " + text + ".");
    if (!starting) {
      backend.log().send(level, text + ".");
    }
  }

  /** The last server is gone. */
  void noServer() {
    String kind = backend.backend().proxy().kind() == Proxy.Kind.LISTEN ? "proxy" : "backend";
    String words = " has no server available!";
    System.err.println("[ALERT]    (" + PID + ") : " + kind + " '" + backend.name() + "'" + words);
    if (!starting) {
      backend.log().send(ProxyLog.EMERG, kind + " " + backend.name() + words);
    }
  }

  /**
   * The tail of a message.
   *
   * @param requeued exchanges that were sent to other servers, or were taken from the queue
   */
  String remaining(RunningServer server, boolean stopped, int requeued) {
    return CheckMessages.remaining(
        stopped,
        new Remaining(
            backend.availability().usable(false),
            backend.availability().usable(true),
            server.sessions(),
            requeued,
            server.queued()));
  }

  /** {@code via b/s} for a server that tracks another one. */
  static String via(RunningServer server) {
    RunningServer tracked = server.tracked();
    return tracked == null ? "" : " via " + tracked.label();
  }
}
