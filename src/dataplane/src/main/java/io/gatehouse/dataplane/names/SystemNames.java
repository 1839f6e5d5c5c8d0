package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Servers whose names could not be resolved at the start, and that name no {@code resolvers}: the
 * system is asked again until it knows. That blocks, hence a thread of its own, which exists only
 * while there is such a server.
 */
final class SystemNames implements AutoCloseable {
  /** As long as the JVM remembers that a name is unknown. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final ControlThread control;
  private final ScheduledThreadPoolExecutor asking;
  private List<RunningBackend> backends = List.of();
  private boolean planned;

  SystemNames(ControlThread control) {
    this.control = control;
    asking = new ScheduledThreadPoolExecutor(0, task -> daemon(task));
    asking.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    asking.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "gatehouse-names");
    thread.setDaemon(true);
    return thread;
  }

  /** Control thread. */
  void follow(List<RunningBackend> all) {
    backends = all;
    plan();
  }

  private void plan() {
    if (!planned && !lost().isEmpty()) {
      planned = true;
      var _ = control.schedule(this::ask, PAUSE);
    }
  }

  private List<RunningServer> lost() {
    List<RunningServer> lost = new ArrayList<>();
    for (RunningBackend backend : backends) {
      for (RunningServer server : backend.servers()) {
        boolean waits = (server.life().flags() & AdminFlags.RESOLUTION_MAINT) != 0;
        if (waits && system(server) && !server.hostName().isEmpty()) {
          lost.add(server);
        }
      }
    }
    return lost;
  }

  private static boolean system(RunningServer server) {
    return !server.server().resolution().continuous() && server.server().health().asksSystem();
  }

  private void ask() {
    planned = false;
    for (RunningServer server : lost()) {
      String name = server.hostName();
      asking.execute(() -> ask(server, name));
    }
    plan();
  }

  private void ask(RunningServer server, String name) {
    try {
      InetAddress address = InetAddress.getByName(name);
      control.submit(() -> found(server, address));
    } catch (UnknownHostException still) {
      // The next turn asks again.
    }
  }

  private void found(RunningServer server, InetAddress address) {
    if (lost().contains(server)) {
      server.backend().whereabouts().moved(server, address, "the system's resolver");
      server.backend().whereabouts().resolved(server);
    }
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
