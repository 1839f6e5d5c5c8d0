package io.gatehouse.gateway.runtime.statistics;

import static io.gatehouse.gateway.runtime.statistics.Column.*;

import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.Mode;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The line of a server. */
final class ServerRow {
  private ServerRow() {}

  static Row of(RunningServer server, boolean legends) {
    ProxyCounters counters = server.counters();
    boolean http = server.backend().backend().proxy().mode() == Mode.HTTP;
    Row row = new Row(Row.Kind.SERVER, server.backend(), server.name(), server.id());
    Rows.sessions(row, counters);
    Rows.upstream(row, counters);
    Moments.of(row, counters);
    row.put(QCUR, server.queued())
        .put(QMAX, server.line().waiting().highest())
        .put(WEIGHT, (server.weight() + 15) / 16)
        .put(UWEIGHT, server.userWeight())
        .put(ACT, server.server().backup() ? 0 : 1)
        .put(BCK, server.server().backup() ? 1 : 0)
        .put(MODE, http ? "http" : "tcp");
    HealthColumns.put(row, server);
    limits(row, server);
    connections(row, server);
    if (http) {
      Rows.responses(row, counters);
    }
    if (legends) {
      row.put(ADDR, address(server.address()));
      cookie(row, server);
    }
    return row;
  }

  /** Its own, or what a persistence of the backend calls it. */
  private static void cookie(Row row, RunningServer server) {
    for (SessionPersistence persistence : server.backend().persistences().all()) {
      String label = persistence.label(server);
      if (!label.isEmpty()) {
        row.put(COOKIE, label);
        return;
      }
    }
    server.server().cookie().ifPresent(cookie -> row.put(COOKIE, cookie));
  }

  private static void limits(Row row, RunningServer server) {
    if (server.configuredMaxconn() > 0) {
      row.put(SLIM, server.configuredMaxconn());
    }
    if (server.maxqueue() > 0) {
      row.put(QLIMIT, server.maxqueue());
    }
    if (server.server().limits().poolMaxConn() >= 0) {
      row.put(SRC_ILIM, server.server().limits().poolMaxConn());
    }
  }

  private static void connections(Row row, RunningServer server) {
    // Idle connections are those that HAProxy calls safe: they have served before.
    int idle = server.idle().value();
    row.put(USED_CONN_CUR, server.sessions())
        .put(SRV_ICUR, idle)
        .put(IDLE_CONN_CUR, 0)
        .put(SAFE_CONN_CUR, idle)
        .put(NEED_CONN_EST, 0);
  }

  static String address(SocketAddress address) {
    if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
      String host = NetUtil.toAddressString(inet.getAddress());
      boolean six = inet.getAddress() instanceof Inet6Address;
      return (six ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
    return address instanceof DomainSocketAddress ? "unix" : "";
  }
}
