package io.gatehouse.gateway.runtime.statistics;

import static io.gatehouse.gateway.runtime.statistics.Column.*;

import io.gatehouse.api.persist.SessionPersistenceSpec;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.Mode;

/** The line of a backend. */
final class BackendRow {
  private BackendRow() {}

  static Row of(RunningBackend backend, boolean legends) {
    ProxyCounters counters = backend.counters();
    boolean http = backend.backend().proxy().mode() == Mode.HTTP;
    Row row = new Row(Row.Kind.BACKEND, backend, "BACKEND", 0);
    Rows.sessions(row, counters);
    Rows.upstream(row, counters);
    Rows.proxy(row, counters, http);
    row.put(QCUR, backend.queued())
        .put(QMAX, backend.waitingRoom().backendWaiting().highest())
        .put(SLIM, backend.limit())
        .put(STATUS, status(backend))
        .put(WEIGHT, backend.usableWeight())
        .put(UWEIGHT, backend.usableWeight())
        .put(ACT, usable(backend, false))
        .put(BCK, usable(backend, true))
        .put(CHKDOWN, backend.life().downTransitions())
        .put(LASTCHG, backend.life().sinceSeconds())
        .put(DOWNTIME, backend.life().downSeconds())
        .put(AGG_SERVER_STATUS, 0)
        .put(AGG_SERVER_CHECK_STATUS, 0)
        .put(AGG_CHECK_STATUS, 0);
    Moments.of(row, counters);
    if (legends) {
      row.put(ALGO, backend.backend().balance().name());
      backend.backend().persistence().specs().stream()
          .map(SessionPersistenceSpec::label)
          .filter(label -> !label.isEmpty())
          .findFirst()
          .ifPresent(label -> row.put(COOKIE, label));
    }
    if (http) {
      Rows.responses(row, counters);
    }
    return row;
  }

  private static String status(RunningBackend backend) {
    return backend.hasUsableServer() || backend.servers().isEmpty() ? "UP" : "DOWN";
  }

  private static long usable(RunningBackend backend, boolean backup) {
    return backend.servers().stream()
        .filter(server -> server.server().backup() == backup)
        .filter(RunningServer::choosable)
        .count();
  }
}
