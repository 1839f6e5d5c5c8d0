package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.telemetry.Gauge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A limit of connections ({@code maxconn} of the process, of a frontend or of a bind). While it is
 * reached its listeners accept nothing, so newcomers wait in the kernel's backlog. Any thread.
 */
public final class Gate {
  private final int limit;
  private final Gauge connections;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param limit 0 is none
   */
  public Gate(int limit, Gauge connections) {
    this.limit = limit;
    this.connections = connections;
  }

  void add(Listener listener) {
    listeners.add(listener);
  }

  boolean full() {
    return limit > 0 && connections.value() >= limit;
  }

  void enter() {
    connections.rise();
    if (full()) {
      update();
    }
  }

  /** Called after the connection is closed. */
  void leave() {
    int left = connections.fall();
    if (limit > 0 && left + 1 >= limit) {
      update();
    }
  }

  private void update() {
    for (Listener listener : listeners) {
      listener.update();
    }
  }
}
