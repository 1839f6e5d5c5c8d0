package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.statefile.PastStates;
import io.gatehouse.model.Server;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a backend: those of its configuration, and what the runtime socket made of them.
 * Changed by the control thread, read by any.
 */
public final class Crew {
  private final RunningBackend backend;
  private final ControlThread control;
  private final PastStates past;
  private volatile List<RunningServer> all;
  private volatile boolean altered;

  /** Servers that nothing was changed of stay the very same. */
  Crew(RunningBackend backend, Means means, @Nullable RunningBackend before) {
    this.backend = backend;
    this.control = means.control();
    this.past = means.past();
    List<Server> configured =
        backend.backend().direct().map(List::of).orElse(backend.backend().servers());
    this.all = configured.stream().map(server -> server(server, before)).toList();
  }

  private RunningServer server(Server server, @Nullable RunningBackend before) {
    RunningServer known = before == null ? null : before.server(server.name());
    return known != null && known.server().equals(server)
        ? known
        : made(
            server, new Inheritance(server, known, past.of(backend.name(), server.name()), false));
  }

  private RunningServer made(Server server, Inheritance inherited) {
    return new RunningServer(server, backend, control, inherited);
  }

  List<RunningServer> all() {
    return all;
  }

  /** Whether servers came or went that the configuration knows nothing of. */
  public boolean altered() {
    return altered;
  }

  /** {@code add server}: it begins in maintenance. Control thread, else an exception. */
  public RunningServer add(Server server) {
    control.require();
    RunningServer made = made(server, new Inheritance(server, null, null, true));
    List<RunningServer> more = new ArrayList<>(all);
    more.add(made);
    change(more);
    return made;
  }

  /** {@code del server}. Control thread, else {@link IllegalStateException}. */
  public void remove(RunningServer server) {
    control.require();
    change(all.stream().filter(other -> other != server).toList());
    server.leave();
  }

  private void change(List<RunningServer> now) {
    all = List.copyOf(now);
    altered = true;
    backend.publish();
  }

  @Nullable RunningServer named(String name) {
    // By index: logs ask for each exchange, and an iterator would be made anew.
    List<RunningServer> now = all;
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).name().equals(name)) {
        return now.get(i);
      }
    }
    return null;
  }

  /** The lowest number that no server has. */
  public int freeId() {
    int id = 1;
    while (has(id)) {
      id++;
    }
    return id;
  }

  private boolean has(int id) {
    return all.stream().anyMatch(server -> server.id() == id);
  }
}
