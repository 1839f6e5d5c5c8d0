package io.gatehouse.dataplane.telemetry;

import io.gatehouse.api.Measures;

/** The four times of {@code show stat}: in the queue, to connect, to respond, in all. */
public final class ExchangeTimes {
  public final TimeMeter queue = new TimeMeter();
  public final TimeMeter connect = new TimeMeter();
  public final TimeMeter response = new TimeMeter();
  public final TimeMeter total = new TimeMeter();

  /** Counts an exchange that reached a server. */
  public void count(Measures measures) {
    queue.count(measures.queueTime());
    connect.count(measures.connectTime());
    response.count(measures.responseTime());
    total.count(measures.totalTime());
  }

  void clear() {
    queue.clear();
    connect.clear();
    response.clear();
    total.clear();
  }

  void clearLongest() {
    queue.clearLongest();
    connect.clearLongest();
    response.clearLongest();
    total.clearLongest();
  }
}
