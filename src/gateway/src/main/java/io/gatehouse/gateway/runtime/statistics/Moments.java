package io.gatehouse.gateway.runtime.statistics;

import static io.gatehouse.gateway.runtime.statistics.Column.*;

import io.gatehouse.dataplane.telemetry.ExchangeTimes;
import io.gatehouse.dataplane.telemetry.ProxyCounters;

/** When something happened last, and how long things take. */
final class Moments {
  private Moments() {}

  static void of(Row row, ProxyCounters counters) {
    ExchangeTimes times = counters.times;
    row.put(LASTSESS, counters.sessionRate.secondsSinceLast(System.nanoTime()))
        .put(QTIME, times.queue.average())
        .put(CTIME, times.connect.average())
        .put(RTIME, times.response.average())
        .put(TTIME, times.total.average())
        .put(QTIME_MAX, times.queue.longest())
        .put(CTIME_MAX, times.connect.longest())
        .put(RTIME_MAX, times.response.longest())
        .put(TTIME_MAX, times.total.longest());
  }
}
