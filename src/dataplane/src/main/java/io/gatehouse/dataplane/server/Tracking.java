package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.model.ServerHealth.Track;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Connects the servers that track others with those, over all backends: before traffic, and again
 * by the control thread when the configuration changed.
 */
public final class Tracking {
  private Tracking() {}

  /** The names are known to exist: the configuration was checked. */
  public static void link(Map<String, RunningBackend> backends) {
    for (RunningBackend backend : backends.values()) {
      backend.servers().forEach(RunningServer::untrack);
    }
    for (RunningBackend backend : backends.values()) {
      for (RunningServer server : backend.servers()) {
        server.server().health().track().ifPresent(track -> follow(server, track, backends));
      }
    }
    for (RunningBackend backend : backends.values()) {
      for (RunningServer server : backend.servers()) {
        if (server.tracked() == null && server.life().maint()) {
          inherit(server);
        }
      }
    }
    backends.values().forEach(RunningBackend::publish);
  }

  /** Connects a server that came while traffic flows, if it tracks one. Control thread. */
  public static void follow(RunningServer made, Collection<RunningBackend> backends) {
    Map<String, RunningBackend> byName = new HashMap<>();
    backends.forEach(backend -> byName.put(backend.name(), backend));
    made.server().health().track().ifPresent(track -> follow(made, track, byName));
  }

  private static void follow(
      RunningServer server, Track track, Map<String, RunningBackend> backends) {
    RunningBackend backend = backends.get(track.backend());
    RunningServer other = backend == null ? null : backend.server(track.server());
    if (other == null) {
      throw new IllegalArgumentException(
          server.label() + " tracks an unknown server " + track.backend() + "/" + track.server());
    }
    server.track(other);
    if (!other.life().maint()) {
      release(server);
    }
  }

  /** The one it follows now is not in maintenance, as the one before was. */
  private static void release(RunningServer server) {
    int flags = server.life().flags();
    if ((flags & AdminFlags.INHERITED_MAINT) != 0) {
      server.backend().admin().remove(server, AdminFlags.INHERITED_MAINT);
    }
  }

  private static void inherit(RunningServer server) {
    for (RunningServer follower : server.trackers()) {
      follower.life().flags(follower.life().flags() | AdminFlags.INHERITED_MAINT);
      follower.life().state(OperationalState.STOPPED);
      follower.life().uncheckedHealth(0);
      inherit(follower);
    }
  }
}
