package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.loop.Deadlines;
import io.gatehouse.dataplane.server.RunningServer;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one event loop that wait for their next exchange. The one used last goes first:
 * the server is least likely to have closed it. Each {@code pool-purge-delay} the older half of
 * those that wait is closed. {@code pool-max-conn} counts the server's idle connections of all
 * event loops.
 */
public final class IdlePools {
  private final Deadlines deadlines;
  private final IdentityHashMap<RunningServer, Pool> pools = new IdentityHashMap<>();

  private final class Pool extends Deadline {
    private final ArrayDeque<ServerConnection> idle = new ArrayDeque<>();
    private final long delay;

    Pool(RunningServer server) {
      delay = server.server().limits().poolPurgeDelay().toNanos();
    }

    void add(ServerConnection connection) {
      idle.addLast(connection);
      if (!pending()) {
        deadlines.in(this, delay);
      }
    }

    @Override
    protected void expired() {
      for (int left = (idle.size() + 1) / 2; left > 0; left--) {
        // Closing takes it out of the pool.
        idle.getFirst().close();
      }
      if (!idle.isEmpty()) {
        deadlines.in(this, delay);
      }
    }
  }

  public IdlePools(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /**
   * @param departure only a connection that began the same way
   * @param proven only a connection that has served several exchanges already
   */
  @Nullable ServerConnection take(RunningServer server, Departure departure, boolean proven) {
    Pool pool = pools.get(server);
    ServerConnection last = pool == null ? null : pool.idle.peekLast();
    if (pool == null || last == null) {
      return null;
    }
    if (!last.departure().equals(departure)) {
      last = find(pool.idle, departure);
    }
    if (last == null || (proven && last.exchanges() < 2)) {
      return null;
    }
    pool.idle.removeLastOccurrence(last);
    last.pooled = false;
    server.idle().fall();
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
    Pool pool = pools.computeIfAbsent(server, Pool::new);
    int limit = server.server().limits().poolMaxConn();
    if (pool.delay == 0) {
      return false;
    }
    if (limit < 0) {
      server.idle().rise();
    } else if (!server.idle().riseBelow(limit)) {
      return false;
    }
    pool.add(connection);
    connection.pooled = true;
    return true;
  }

  void remove(ServerConnection connection) {
    Pool pool = connection.pooled ? pools.get(connection.server()) : null;
    if (pool != null) {
      connection.pooled = false;
      pool.idle.remove(connection);
      connection.server().idle().fall();
    }
  }

  /** Closes those to one server. */
  public void drop(RunningServer server) {
    Pool pool = pools.get(server);
    if (pool != null) {
      for (ServerConnection connection : pool.idle.toArray(ServerConnection[]::new)) {
        connection.close();
      }
    }
  }

  /** Closes all, at the end of the process. */
  public void close() {
    for (Pool pool : pools.values()) {
      for (ServerConnection connection : pool.idle.toArray(ServerConnection[]::new)) {
        connection.close();
      }
      deadlines.remove(pool);
    }
  }
}
