package io.gatehouse.dataplane.generation;

import io.gatehouse.api.balance.Balancer;
import io.gatehouse.dataplane.connection.ClientConnection;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.LogTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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

  /** Those that end, and the one in force. */
  private volatile List<Generation> living;

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

    /** One that was just replaced may still be given a connection that was being accepted. */
    boolean ended() {
      return System.nanoTime() - since > LOOK.toNanos() && guests() == 0;
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
    this.living = List.of(inForce);
  }

  /** Another one is in force now. Connections that only wait go over to it. */
  public void replace(Generation next) {
    Set<RunningFrontend> gone = new HashSet<>(inForce.frontends());
    gone.removeAll(new HashSet<>(next.frontends()));
    ending.add(new Old(inForce, gone, System.nanoTime()));
    inForce = next;
    publish();
    each(ClientConnection::renew);
    if (!looking) {
      looking = true;
      later();
    }
  }

  /** How many there are. Any thread. */
  public int count() {
    return living.size() - 1;
  }

  private void publish() {
    List<Generation> all = new ArrayList<>();
    ending.forEach(old -> all.add(old.generation));
    all.add(inForce);
    living = List.copyOf(all);
  }

  /** Where any of them sends log lines. Any thread. */
  public Set<LogTarget.Address> logTargets() {
    Set<LogTarget.Address> used = new HashSet<>();
    for (Generation generation : living) {
      GatewayModel model = generation.model();
      model.global().logs().forEach(log -> used.add(log.address()));
      model.frontends().forEach(f -> f.log().targets().forEach(log -> used.add(log.address())));
      model.backends().forEach(b -> b.log().targets().forEach(log -> used.add(log.address())));
    }
    return used;
  }

  /** Nothing has exchanges any more. When the control thread has ended. */
  public void close() {
    Set<Balancer> balancers = new HashSet<>();
    for (Generation generation : living) {
      generation.backends().forEach(backend -> balancers.add(backend.balancer()));
    }
    balancers.forEach(Balancer::close);
  }

  private void each(Consumer<ClientConnection> call) {
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
      if (old.ended()) {
        all.remove();
        end(old.generation);
      } else if (old.overdue()) {
        old.frontends.forEach(frontend -> each(guest -> guest.endOf(frontend)));
      }
    }
    publish();
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
