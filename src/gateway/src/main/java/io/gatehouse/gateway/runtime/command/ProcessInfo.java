package io.gatehouse.gateway.runtime.command;

import com.sun.management.OperatingSystemMXBean;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The values of {@code show info} at this moment. */
final class ProcessInfo {
  private static final long MEBI = 1_048_576;
  private static final int DAY = 86_400;

  private final RunningGateway gateway;
  private final DataPlane plane;
  private final Map<InfoField, String> values = new EnumMap<>(InfoField.class);

  ProcessInfo(RunningGateway gateway) {
    this.gateway = gateway;
    this.plane = gateway.plane();
  }

  List<InfoValue> values() {
    product();
    memory();
    limits();
    traffic();
    List<InfoValue> lines = new ArrayList<>();
    for (InfoField field : InfoField.values()) {
      String value = values.get(field);
      if (value != null) {
        lines.add(field.value(value));
      } else if (field != InfoField.DESCRIPTION) {
        lines.add(field.none());
      }
    }
    return lines;
  }

  private void product() {
    long seconds = Math.max(0, (plane.wallClock() - gateway.startMillis()) / 1_000);
    values.put(InfoField.NAME, "HAProxy");
    values.put(InfoField.VERSION, gateway.release().version());
    values.put(InfoField.RELEASE_DATE, gateway.release().date());
    values.put(InfoField.BUILD_INFO, gateway.release().build());
    values.put(InfoField.NODE, gateway.model().global().process().node());
    values.put(InfoField.UPTIME, uptime(seconds));
    String description = gateway.model().global().process().description();
    if (!description.isEmpty()) {
      values.put(InfoField.DESCRIPTION, description);
    }
    put(InfoField.NBTHREAD, gateway.threads());
    put(InfoField.NBPROC, 1);
    put(InfoField.PROCESS_NUM, 1);
    put(InfoField.PID, ProcessHandle.current().pid());
    put(InfoField.UPTIME_SEC, seconds);
    put(InfoField.START_TIME_SEC, gateway.startMillis() / 1_000);
  }

  /** Metricbeat and others skip lines with several colons: there are none in this form. */
  private static String uptime(long seconds) {
    long rest = seconds % DAY;
    return String.format(
        Locale.ROOT, "%dd %dh%02dm%02ds", seconds / DAY, rest / 3_600, rest / 60 % 60, rest % 60);
  }

  private void memory() {
    Runtime heap = Runtime.getRuntime();
    long used = heap.totalMemory() - heap.freeMemory();
    put(InfoField.MEMMAX_MB, heap.maxMemory() / MEBI);
    put(InfoField.MEMMAX_BYTES, heap.maxMemory());
    put(InfoField.POOL_ALLOC_MB, heap.totalMemory() / MEBI);
    put(InfoField.POOL_ALLOC_BYTES, heap.totalMemory());
    put(InfoField.POOL_USED_MB, used / MEBI);
    put(InfoField.POOL_USED_BYTES, used);
    put(InfoField.IDLE_PCT, idle());
  }

  /** Over the whole process, as the system counts. */
  private static int idle() {
    double load =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getProcessCpuLoad()
            : 0;
    return 100 - (int) Math.round(Math.min(1, Math.max(0, load)) * 100);
  }

  private void limits() {
    int hard = ProcessLimits.maxconn(gateway.model());
    put(InfoField.ULIMIT_N, ProcessLimits.descriptors());
    put(InfoField.MAXSOCK, ProcessLimits.descriptors());
    put(InfoField.MAXCONN, gateway.maxconn());
    put(InfoField.HARD_MAXCONN, hard);
    put(InfoField.LISTENERS, plane.listeners().size());
    put(InfoField.JOBS, plane.listeners().size() + plane.activeConnections());
    put(InfoField.TASKS, plane.activeConnections());
  }

  private void traffic() {
    long now = System.nanoTime();
    put(InfoField.CURR_CONNS, plane.activeConnections());
    put(InfoField.DROPPED_LOGS, plane.droppedLogs());
    put(InfoField.CUM_CONNS, sum(counters -> counters.connectionsTotal.sum()));
    put(InfoField.CUM_REQ, sum(counters -> counters.requestsTotal.sum()));
    put(InfoField.CONN_RATE, sum(counters -> counters.connectionRate.perSecond(now)));
    put(InfoField.MAX_CONN_RATE, sum(counters -> counters.connectionRate.highest()));
    put(InfoField.SESS_RATE, sum(counters -> counters.sessionRate.perSecond(now)));
    put(InfoField.MAX_SESS_RATE, sum(counters -> counters.sessionRate.highest()));
    put(InfoField.TOTAL_BYTES_OUT, sum(counters -> counters.bytesOut.sum()));
  }

  private long sum(ToLongFunction<ProxyCounters> counter) {
    long sum = 0;
    for (RunningFrontend frontend : plane.frontends()) {
      sum += counter.applyAsLong(frontend.counters());
    }
    return sum;
  }

  private void put(InfoField field, long value) {
    values.put(field, Long.toString(value));
  }
}
