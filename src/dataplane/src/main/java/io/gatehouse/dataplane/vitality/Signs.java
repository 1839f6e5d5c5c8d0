package io.gatehouse.dataplane.vitality;

import io.gatehouse.dataplane.check.FirstChecks;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.server.RunningBackend;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the watch looks. Every method is called by its thread only. */
public interface Signs {

  /** The event loops. */
  List<? extends Executor> loops();

  /** What the start still waits for; null once everything was ready. */
  @Nullable String unready();

  /** A listener that is gone though nobody closed it; null when there is none. */
  @Nullable String lostListener();

  /**
   * A backend in use that had servers and has none that could be chosen; null when there is none.
   */
  @Nullable String emptyBackend();

  /**
   * Those of a data plane.
   *
   * @param reached whether a frontend leads to a backend: the others' servers serve nobody
   */
  record OfDataPlane(
      List<? extends Executor> loops,
      Supplier<? extends Collection<Listener>> listeners,
      Supplier<? extends Collection<RunningBackend>> backends,
      Predicate<RunningBackend> reached,
      FirstChecks firstChecks)
      implements Signs {

    @Override
    public @Nullable String unready() {
      String server = firstChecks.missing(System.nanoTime());
      return server == null ? null : "server " + server + " was not checked yet";
    }

    @Override
    public @Nullable String lostListener() {
      for (Listener listener : listeners.get()) {
        if (listener.lost()) {
          return "frontend " + listener.frontend().name() + " lost a listener";
        }
      }
      return null;
    }

    @Override
    public @Nullable String emptyBackend() {
      for (RunningBackend backend : backends.get()) {
        boolean used = !backend.backend().proxy().disabled() && reached.test(backend);
        if (used && !backend.servers().isEmpty() && !backend.hasUsableServer()) {
          return "backend " + backend.name() + " has no server left";
        }
      }
      return null;
    }
  }
}
