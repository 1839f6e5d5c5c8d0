package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.telemetry.Gauge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/**
 * A limit of connections ({@code maxconn} of the process, of a frontend or of a bind). While it is
 * reached its listeners accept nothing, so newcomers wait in the kernel's backlog. Any thread.
 */
public final class Gate {
  private volatile IntSupplier limit;
  private final Gauge connections;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param limit 0 is none; may change while it runs
   */
  public Gate(IntSupplier limit, Gauge connections) {
    this.limit = limit;
    this.connections = connections;
  }

  /** Another limit holds for the same connections, those that are there included. */
  public void limit(IntSupplier now) {
    limit = now;
  }

  void add(Listener listener) {
    if (!listeners.contains(listener)) {
      listeners.add(listener);
    }
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  boolean full() {
    int most = limit.getAsInt();
    return most > 0 && connections.value() >= most;
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
    int most = limit.getAsInt();
    if (most > 0 && left + 1 >= most) {
      update();
    }
  }

  private void update() {
    for (Listener listener : listeners) {
      listener.update();
    }
  }
}
