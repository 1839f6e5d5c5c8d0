package io.gatehouse.gateway.runtime.statistics;

import static io.gatehouse.gateway.runtime.statistics.Column.*;

import io.gatehouse.dataplane.telemetry.ProxyCounters;

/** Columns that several kinds of lines share. */
final class Rows {
  private static final Column[] CLASSES = {
    HRSP_OTHER, HRSP_1XX, HRSP_2XX, HRSP_3XX, HRSP_4XX, HRSP_5XX
  };
  private static final Column[] TLS = {SSL_SESS, SSL_REUSED_SESS, SSL_FAILED_HANDSHAKE};

  private Rows() {}

  static void sessions(Row row, ProxyCounters counters) {
    row.put(SCUR, counters.sessions.value())
        .put(SMAX, counters.sessions.highest())
        .put(STOT, counters.sessionsTotal.sum())
        .put(BIN, counters.bytesIn.sum())
        .put(BOUT, counters.bytesOut.sum())
        .put(DRESP, counters.deniedResponses.sum())
        .put(RATE, counters.sessionRate.perSecond(System.nanoTime()))
        .put(RATE_MAX, counters.sessionRate.highest())
        .put(WREW, 0)
        .put(EINT, 0);
    for (Column column : TLS) {
      row.put(column, 0);
    }
  }

  /** What backends and servers have. */
  static void upstream(Row row, ProxyCounters counters) {
    row.put(ECON, counters.connectErrors.sum())
        .put(ERESP, counters.responseErrors.sum())
        .put(WRETR, counters.retries.sum())
        .put(WREDIS, counters.redispatches.sum())
        .put(CLI_ABRT, counters.clientAborts.sum())
        .put(SRV_ABRT, counters.serverAborts.sum())
        .put(CONNECT, counters.connects.sum())
        .put(REUSE, counters.reuses.sum())
        .put(LBTOT, counters.balanced.sum());
  }

  static void responses(Row row, ProxyCounters counters) {
    for (int digit = 0; digit < CLASSES.length; digit++) {
      row.put(CLASSES[digit], counters.responses.of(digit));
    }
    row.put(REQ_TOT, counters.requestsTotal.sum());
  }

  /** Compression and HTTP/2 do not exist here yet, which is what zero says. */
  static void proxy(Row row, ProxyCounters counters, boolean http) {
    row.put(DREQ, counters.deniedRequests.sum());
    for (Column column : new Column[] {COMP_IN, COMP_OUT, COMP_BYP, COMP_RSP}) {
      row.put(column, 0);
    }
    if (http) {
      row.put(CACHE_LOOKUPS, 0).put(CACHE_HITS, 0);
    }
    for (Column column : Column.values()) {
      if (column.protocol()) {
        row.put(column, 0);
      }
    }
    row.put(MODE, http ? "http" : "tcp");
  }
}
