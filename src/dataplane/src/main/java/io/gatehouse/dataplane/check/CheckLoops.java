package io.gatehouse.dataplane.check;

import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.model.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The event loops of checks, each made for the first server that needs it. Servers at Unix sockets
 * have one of their own: io_uring does not know them, and costs the checks of all others two thirds
 * of what epoll does.
 */
final class CheckLoops implements AutoCloseable {
  private final ControlThread control;
  private final Map<Transport, CheckLoop> made = new HashMap<>();

  CheckLoops(ControlThread control) {
    this.control = control;
  }

  /** That of a server at such an address. Any thread. */
  synchronized CheckLoop of(Endpoint endpoint) {
    Transport transport = Transport.choose("auto", !(endpoint instanceof Endpoint.Inet));
    return made.computeIfAbsent(transport, kind -> new CheckLoop(kind, control, this::flush));
  }

  /** What is to begin goes there. Control thread. */
  void flush() {
    all().forEach(CheckLoop::flush);
  }

  private synchronized List<CheckLoop> all() {
    return List.copyOf(made.values());
  }

  @Override
  public void close() {
    all().forEach(CheckLoop::close);
  }
}
