package io.gatehouse.dataplane.server;

import static io.gatehouse.dataplane.health.OperationalState.STOPPED;
import static io.gatehouse.dataplane.health.OperationalState.STOPPING;

import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.ServerLife;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.ServerHealth.InitState;

/**
 * What the operator's wishes do to a server: maintenance and drain, forced or inherited from the
 * server it tracks. Control thread.
 */
final class AdminChanges {
  private final RunningBackend backend;
  private final StateLog log;

  AdminChanges(RunningBackend backend, StateLog log) {
    this.backend = backend;
    this.log = log;
  }

  /** As the operator wants it; one wish ends the other. */
  void set(RunningServer server, RunningServer.AdminState state) {
    switch (state) {
      case READY -> {
        remove(server, AdminFlags.FORCED_DRAIN);
        remove(server, AdminFlags.FORCED_MAINT);
      }
      case DRAIN -> {
        add(server, AdminFlags.FORCED_DRAIN);
        remove(server, AdminFlags.FORCED_MAINT);
      }
      case MAINT -> {
        add(server, AdminFlags.FORCED_MAINT);
        remove(server, AdminFlags.FORCED_DRAIN);
      }
    }
  }

  /** Sets a flag; nothing happens when it was set. */
  void add(RunningServer server, int flag) {
    add(server, flag, "");
  }

  /**
   * The same.
   *
   * @param cause for the message; empty for none
   */
  void add(RunningServer server, int flag, String cause) {
    int before = server.life().flags();
    if ((before & flag) != 0) {
      return;
    }
    change(server, before | flag, cause.isEmpty() ? "" : " (" + cause + ")");
    int others = server.life().flags() & ~flag;
    boolean had = maintFlag(flag) ? AdminFlags.maint(others) : AdminFlags.drain(others);
    if (!had) {
      for (RunningServer follower : server.trackers()) {
        follower.backend().admin().add(follower, inherited(flag), cause);
      }
    }
  }

  /** Clears a flag; nothing happens when it was not set. */
  void remove(RunningServer server, int flag) {
    int before = server.life().flags();
    if ((before & flag) == 0) {
      return;
    }
    change(server, before & ~flag, "");
    int now = server.life().flags();
    boolean has = maintFlag(flag) ? AdminFlags.maint(now) : AdminFlags.drain(now);
    if (!has) {
      for (RunningServer follower : server.trackers()) {
        follower.backend().admin().remove(follower, inherited(flag));
      }
    }
  }

  private static boolean maintFlag(int flag) {
    return AdminFlags.maint(flag);
  }

  private static int inherited(int flag) {
    return maintFlag(flag) ? AdminFlags.INHERITED_MAINT : AdminFlags.INHERITED_DRAIN;
  }

  private void change(RunningServer server, int now, String cause) {
    ServerLife life = server.life();
    int before = life.flags();
    boolean available = backend.availability().any();
    // Whether a message may be an alarm depends on what the server was before.
    boolean alarming = life.state() != STOPPING && !life.drain();
    // HAProxy shows that it was renamed with the next change of its state.
    life.flags(server.place().renamed() ? now | AdminFlags.RENAMED : now);
    if (!AdminFlags.maint(before) && AdminFlags.maint(now)) {
      enterMaint(server, alarming, cause);
    } else if (AdminFlags.maint(before) && !AdminFlags.maint(now)) {
      leaveMaint(server, before);
    } else if (AdminFlags.maint(now)) {
      remainInMaint(server, before, now);
    }
    if (!AdminFlags.maint(now)) {
      drain(server, before, now);
    }
    backend.publish();
    backend.availability().changed(available);
  }

  private void enterMaint(RunningServer server, boolean alarming, String cause) {
    server.life().uncheckedHealth(0);
    CheckState check = server.check();
    if (check != null) {
      check.paused(check.enabled());
      check.health(check.health().worst());
    }
    String via = cause + (forced(server, AdminFlags.FORCED_MAINT) ? "" : StateLog.via(server));
    if (server.life().state() == STOPPED) {
      log.kept(ProxyLog.NOTICE, server, " was DOWN and now enters maintenance" + via);
      return;
    }
    server.life().state(STOPPED);
    int requeued = backend.availability().leave(server);
    log.kept(
        alarming ? ProxyLog.ALERT : ProxyLog.NOTICE,
        server,
        " is going DOWN for maintenance" + via + log.remaining(server, true, requeued));
  }

  private static boolean forced(RunningServer server, int flag) {
    return (server.life().flags() & flag) != 0;
  }

  private void leaveMaint(RunningServer server, int before) {
    CheckState check = server.check();
    InitState init = server.server().health().initState();
    if (check != null && check.enabled()) {
      check.paused(false);
      check.health(io.gatehouse.dataplane.health.Health.initial(check.check(), init));
    }
    if (comesUp(server)) {
      RunningServer tracked = server.tracked();
      if (tracked != null && tracked.life().state() == STOPPING) {
        server.life().state(STOPPING);
      } else {
        backend.operational().begin(server);
      }
    }
    log.tell(
        ProxyLog.NOTICE,
        server,
        named(server, before)
            + " is "
            + (server.life().state() == STOPPED ? "DOWN/" : "UP/")
            + (server.life().drain() ? "DRAIN" : "READY")
            + leaving(before));
    backend.publish();
    var _ = backend.availability().arrive(server);
  }

  /** Only its name says which server it is whose name has an address again. */
  private static String named(RunningServer server, int before) {
    boolean lost = (before & AdminFlags.RESOLUTION_MAINT) != 0;
    return lost ? " ('" + (server.hostName().isEmpty() ? "(null)" : server.hostName()) + "')" : "";
  }

  private static String leaving(int before) {
    if ((before & AdminFlags.RESOLUTION_MAINT) != 0) {
      return " (resolves again)";
    }
    boolean forced = (before & AdminFlags.FORCED_MAINT) != 0;
    return forced ? " (leaving forced maintenance)" : " (leaving maintenance)";
  }

  private static boolean comesUp(RunningServer server) {
    RunningServer tracked = server.tracked();
    if (tracked != null && tracked.life().state() == STOPPED) {
      return false;
    }
    return HealthChanges.well(server);
  }

  private void remainInMaint(RunningServer server, int before, int now) {
    int gone = before & ~now;
    if ((gone & AdminFlags.FORCED_MAINT) != 0) {
      log.tell(
          ProxyLog.NOTICE,
          server,
          " is leaving forced maintenance but remains in maintenance" + StateLog.via(server));
    } else if ((gone & AdminFlags.RESOLUTION_MAINT) != 0) {
      log.tell(
          ProxyLog.NOTICE,
          server,
          named(server, before)
              + " resolves again but remains in maintenance"
              + StateLog.via(server));
    } else if ((gone & AdminFlags.INHERITED_MAINT) != 0) {
      log.tell(ProxyLog.NOTICE, server, " remains in forced maintenance");
    }
  }

  private void drain(RunningServer server, int before, int now) {
    boolean drained = AdminFlags.drain(before);
    boolean drains = AdminFlags.drain(now);
    boolean stopped = server.life().state() == STOPPED;
    boolean force = (now & AdminFlags.FORCED_DRAIN) != 0;
    if (!drained && drains) {
      int requeued = backend.availability().leave(server);
      log.kept(
          ProxyLog.NOTICE,
          server,
          " enters drain state"
              + (force ? "" : StateLog.via(server))
              + log.remaining(server, stopped, requeued));
    } else if (drained && !drains) {
      // HAProxy 2.6 calls an inherited drain forced as well.
      log.tell(
          ProxyLog.NOTICE, server, (stopped ? " is DOWN" : " is UP") + " (leaving forced drain)");
      backend.publish();
      backend.serveQueues();
    } else if (drains) {
      log.stillDrains(server);
    }
  }
}
