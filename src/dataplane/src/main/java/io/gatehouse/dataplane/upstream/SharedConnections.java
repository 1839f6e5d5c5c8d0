package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningServer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections of one event loop to servers that speak HTTP/2. */
final class SharedConnections {
  private final IdentityHashMap<RunningServer, List<SharedConnection>> all =
      new IdentityHashMap<>();

  void add(SharedConnection connection) {
    all.computeIfAbsent(connection.server(), _ -> new ArrayList<>()).add(connection);
  }

  void remove(SharedConnection connection) {
    List<SharedConnection> known = all.get(connection.server());
    if (known != null) {
      known.remove(connection);
    }
  }

  /** Whether the server has another one. */
  boolean others(SharedConnection connection) {
    List<SharedConnection> known = all.get(connection.server());
    return known == null || known.size() > 1;
  }

  /** A new stream of a connection that stands; null where none has room. The newest goes first. */
  @Nullable ServerConnection take(
      RunningServer server, Departure departure, DispatchPlan plan, boolean proven) {
    Object session = plan.reservedFor();
    List<SharedConnection> known = all.getOrDefault(server, List.of());
    for (int i = known.size() - 1; i >= 0; i--) {
      SharedConnection candidate = known.get(i);
      boolean may = candidate.free(session) && candidate.takes(departure, proven);
      ServerConnection stream = may ? candidate.open() : null;
      if (stream != null) {
        candidate.reserve(session);
        return stream;
      }
    }
    return null;
  }

  /** The connection that carries this stream; null when it is none of these. */
  @Nullable SharedConnection of(ServerConnection stream) {
    for (SharedConnection candidate : all.getOrDefault(stream.server(), List.of())) {
      if (candidate.carries(stream)) {
        return candidate;
      }
    }
    return null;
  }

  /** Exchanges under way keep theirs; nobody else gets one. */
  void drop(RunningServer server) {
    List<SharedConnection> known = all.get(server);
    if (known != null) {
      List.copyOf(known).forEach(SharedConnection::leave);
    }
  }

  void forget(RunningServer server) {
    drop(server);
    all.remove(server);
  }

  void close() {
    List.copyOf(all.keySet()).forEach(this::forget);
  }
}
