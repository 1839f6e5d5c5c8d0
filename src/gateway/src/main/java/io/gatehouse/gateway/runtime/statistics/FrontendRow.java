package io.gatehouse.gateway.runtime.statistics;

import static io.gatehouse.gateway.runtime.statistics.Column.*;

import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.Mode;

/** The line of a frontend. */
final class FrontendRow {
  private FrontendRow() {}

  static Row of(RunningFrontend frontend, int processLimit) {
    ProxyCounters counters = frontend.counters();
    boolean http = frontend.frontend().proxy().mode() == Mode.HTTP;
    Row row = new Row(Row.Kind.FRONTEND, frontend, "FRONTEND", 0);
    Rows.sessions(row, counters);
    Rows.proxy(row, counters, http);
    long now = System.nanoTime();
    row.put(SLIM, frontend.limit() == 0 ? processLimit : frontend.limit())
        .put(EREQ, counters.requestErrors.sum())
        .put(STATUS, status(frontend))
        .put(RATE_LIM, frontend.frontend().rateLimit())
        .put(REQ_RATE, counters.requestRate.perSecond(now))
        .put(REQ_RATE_MAX, counters.requestRate.highest())
        .put(REQ_TOT, counters.requestsTotal.sum())
        .put(CONN_RATE, counters.connectionRate.perSecond(now))
        .put(CONN_RATE_MAX, counters.connectionRate.highest())
        .put(CONN_TOT, counters.connectionsTotal.sum())
        .put(DCON, counters.deniedConnections.sum())
        .put(DSES, counters.deniedSessions.sum());
    if (http) {
      Rows.responses(row, counters);
      row.put(INTERCEPTED, counters.intercepted.sum());
      http(row, counters);
    }
    return row;
  }

  private static String status(RunningFrontend frontend) {
    if (frontend.frontend().proxy().disabled()) {
      return "STOP";
    }
    return switch (frontend.listening()) {
      case OPEN -> "OPEN";
      case PAUSED -> "PAUSED";
      case STOPPED -> "STOP";
    };
  }

  private static void http(Row row, ProxyCounters counters) {
    row.put(H1_OPEN_CONNECTIONS, counters.sessions.value())
        .put(H1_TOTAL_CONNECTIONS, counters.connectionsTotal.sum())
        .put(H1_TOTAL_STREAMS, counters.requestsTotal.sum())
        .put(H1_BYTES_IN, counters.bytesIn.sum())
        .put(H1_BYTES_OUT, counters.bytesOut.sum());
  }
}
