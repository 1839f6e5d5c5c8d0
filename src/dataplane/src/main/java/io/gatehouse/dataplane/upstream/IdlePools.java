package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningServer;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one event loop that wait for their next exchange. The one used last goes first:
 * the server is least likely to have closed it.
 */
public final class IdlePools {
  private static final int KEPT = 1_024;

  private final IdentityHashMap<RunningServer, ArrayDeque<ServerConnection>> pools =
      new IdentityHashMap<>();

  /**
   * @param departure only a connection that began the same way
   * @param proven only a connection that has served several exchanges already
   */
  @Nullable ServerConnection take(RunningServer server, Departure departure, boolean proven) {
    ArrayDeque<ServerConnection> pool = pools.get(server);
    ServerConnection last = pool == null ? null : pool.peekLast();
    if (pool == null || last == null) {
      return null;
    }
    if (!last.departure().equals(departure)) {
      last = find(pool, departure);
    }
    if (last == null || (proven && last.exchanges() < 2)) {
      return null;
    }
    pool.removeLastOccurrence(last);
    return last;
  }

  /** Only servers that are told about clients have connections that differ. */
  private static @Nullable ServerConnection find(
      ArrayDeque<ServerConnection> pool, Departure departure) {
    Iterator<ServerConnection> newestFirst = pool.descendingIterator();
    while (newestFirst.hasNext()) {
      ServerConnection candidate = newestFirst.next();
      if (candidate.departure().equals(departure)) {
        return candidate;
      }
    }
    return null;
  }

  /** False when it may not be kept; the caller closes it. */
  boolean give(ServerConnection connection) {
    RunningServer server = connection.server();
    int limit = server.server().limits().poolMaxConn();
    ArrayDeque<ServerConnection> pool = pools.computeIfAbsent(server, key -> new ArrayDeque<>());
    if (pool.size() >= (limit < 0 ? KEPT : limit)) {
      return false;
    }
    pool.addLast(connection);
    return true;
  }

  void remove(ServerConnection connection) {
    ArrayDeque<ServerConnection> pool = pools.get(connection.server());
    if (pool != null) {
      pool.remove(connection);
    }
  }

  /** Closes all, at the end of the process. */
  public void close() {
    for (ArrayDeque<ServerConnection> pool : pools.values()) {
      for (ServerConnection connection : pool.toArray(ServerConnection[]::new)) {
        connection.close();
      }
    }
  }
}
