package io.gatehouse.dataplane.generation;

import io.gatehouse.dataplane.connection.ClientConnection;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Generations that are no longer in force but still have exchanges. Each ends with its last
 * connection, or {@code hard-stop-after} with those that are left. Control thread.
 */
public final class OldGenerations {
  /** A connection that was just accepted is seen by the next look at the latest. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private final ControlThread control;
  private final List<Loop> loops;
  private final List<Old> ending = new ArrayList<>();
  private Generation inForce;
  private boolean looking;
  private volatile int count;

  /**
   * @param frontends those that are not in force any more
   */
  private record Old(Generation generation, Set<RunningFrontend> frontends, long since) {
    int guests() {
      int guests = 0;
      for (RunningFrontend frontend : frontends) {
        guests += frontend.guests().value();
      }
      return guests;
    }

    boolean overdue() {
      Duration limit = generation.model().global().hardStopAfter();
      return !limit.isZero() && System.nanoTime() - since > limit.toNanos();
    }
  }

  public OldGenerations(ControlThread control, List<Loop> loops, Generation inForce) {
    this.control = control;
    this.loops = loops;
    this.inForce = inForce;
  }

  /** Another one is in force now. Connections that only wait go over to it. */
  public void replace(Generation next) {
    Set<RunningFrontend> gone = new HashSet<>(inForce.frontends());
    gone.removeAll(new HashSet<>(next.frontends()));
    ending.add(new Old(inForce, gone, System.nanoTime()));
    inForce = next;
    count = ending.size();
    each(ClientConnection::renew);
    if (!looking) {
      looking = true;
      later();
    }
  }

  /** How many there are. Any thread. */
  public int count() {
    return count;
  }

  private void each(java.util.function.Consumer<ClientConnection> call) {
    for (Loop loop : loops) {
      loop.executor().execute(() -> loop.guests().each(call));
    }
  }

  private void later() {
    var _ = control.schedule(this::look, LOOK);
  }

  private void look() {
    for (Iterator<Old> all = ending.iterator(); all.hasNext(); ) {
      Old old = all.next();
      if (old.guests() == 0) {
        all.remove();
        end(old.generation);
      } else if (old.overdue()) {
        old.frontends.forEach(frontend -> each(guest -> guest.endOf(frontend)));
      }
    }
    count = ending.size();
    looking = !ending.isEmpty();
    if (looking) {
      later();
    }
  }

  private void end(Generation ended) {
    Set<RunningBackend> backends = new HashSet<>(inForce.backends());
    Set<RunningServer> servers = new HashSet<>();
    ending.forEach(old -> backends.addAll(old.generation.backends()));
    backends.forEach(backend -> servers.addAll(backend.servers()));
    for (RunningBackend backend : ended.backends()) {
      if (!backends.contains(backend)) {
        backend.end();
      }
      for (RunningServer server : backend.servers()) {
        if (!servers.contains(server)) {
          loops.forEach(loop -> loop.executor().execute(() -> loop.idle().forget(server)));
        }
      }
    }
  }
}
