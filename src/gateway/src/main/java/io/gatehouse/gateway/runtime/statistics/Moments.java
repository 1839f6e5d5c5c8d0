package io.gatehouse.gateway.runtime.statistics;

import static io.gatehouse.gateway.runtime.statistics.Column.*;

import io.gatehouse.dataplane.telemetry.ProxyCounters;

/** When something happened last, and how long things take on the average. */
final class Moments {
  private Moments() {}

  static void of(Row row, ProxyCounters counters) {
    row.put(LASTSESS, counters.sessionRate.secondsSinceLast(System.nanoTime()));
  }
}
