package io.gatehouse.dataplane.queue;

import io.gatehouse.dataplane.telemetry.Gauge;
import java.util.concurrent.atomic.AtomicInteger;

/** Those that wait for one server, or for any server of a backend. Any thread. */
public final class Line {
  private final Gauge waiting = new Gauge();
  private final AtomicInteger served = new AtomicInteger();

  public Gauge waiting() {
    return waiting;
  }

  /** How many were given a slot, since ever and modulo 2^32: only differences mean something. */
  int served() {
    return served.get();
  }

  void serve() {
    served.incrementAndGet();
  }
}
