package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningServer;
import org.jspecify.annotations.Nullable;

/** The place of one exchange among those of a server ({@code maxconn}); never returned twice. */
final class Slot {
  private @Nullable RunningServer holder;
  private @Nullable RunningServer left;

  void taken(RunningServer server) {
    holder = server;
  }

  /** Gives it to whoever waits; false when there was none. */
  boolean free() {
    RunningServer of = holder;
    holder = null;
    if (of != null) {
      of.freeSlot();
    }
    return of != null;
  }

  /** It counts as free at once; {@link #serveOthers} must follow. False when there was none. */
  boolean leave() {
    RunningServer of = holder;
    holder = null;
    if (of != null) {
      left = of;
      of.returnSlot();
    }
    return of != null;
  }

  /** Who waits for what {@link #leave} has left gets it. */
  void serveOthers() {
    RunningServer of = left;
    left = null;
    if (of != null) {
      of.backend().serveQueues();
    }
  }
}
