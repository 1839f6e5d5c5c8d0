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
 * the server is least likely to have closed it. Kept are one, and as many as were lately in use at
 * once; each {@code pool-purge-delay} half of those beyond that is closed. {@code pool-max-conn}
 * counts the server's idle connections of all event loops.
 */
public final class IdlePools {
  private final Deadlines deadlines;
  private final IdentityHashMap<RunningServer, Pool> pools = new IdentityHashMap<>();
  private final SharedConnections shared = new SharedConnections();

  private final class Pool extends Deadline {
    private final ArrayDeque<ServerConnection> idle = new ArrayDeque<>();
    private final long delay;

    /** Connections in use now, at most since the last purge, and as estimated to be needed. */
    private int used;

    private int mostUsed;
    private int needed;

    Pool(RunningServer server) {
      delay = server.server().limits().poolPurgeDelay().toNanos();
    }

    void use() {
      used++;
      mostUsed = Math.max(mostUsed, used);
      needed = Math.max(needed, used);
    }

    boolean wantsAnother() {
      return idle.isEmpty() || used + 1 + idle.size() <= Math.max(used + 1, needed);
    }

    void add(ServerConnection connection) {
      idle.addLast(connection);
      if (!pending()) {
        deadlines.in(this, delay);
      }
    }

    @Override
    protected void expired() {
      int beyond = used + idle.size() - Math.max(mostUsed, needed);
      needed = Math.max((needed + mostUsed) / 2, mostUsed);
      mostUsed = used;
      for (int left = (beyond + 1) / 2; left > 0 && !idle.isEmpty(); left--) {
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

  /** Those to servers that speak HTTP/2, which are used while they carry exchanges. */
  SharedConnections shared() {
    return shared;
  }

  /** A new connection: others may want streams of it. */
  void made(ServerConnection connection, DispatchPlan plan) {
    boolean streams = connection.server().server().link().http2();
    SharedConnection of = streams ? shared.of(connection) : null;
    if (of != null && plan.reuse() == DispatchPlan.Reuse.NONE) {
      of.leave();
    } else if (of != null) {
      of.reserve(plan.reservedFor());
    }
  }

  /** A connection carries an exchange from now on, until it is given back or closed. */
  void use(ServerConnection connection) {
    if (!connection.used) {
      connection.used = true;
      pool(connection.server()).use();
    }
  }

  /** Without a lambda, which would be made anew for each exchange. */
  private Pool pool(RunningServer server) {
    Pool known = pools.get(server);
    if (known == null) {
      known = new Pool(server);
      pools.put(server, known);
    }
    return known;
  }

  /** One that stands already, the exchange's own before others; null when one has to be made. */
  @Nullable ServerConnection kept(RunningServer server, Departure departure, DispatchPlan plan) {
    ServerConnection own = plan.own(server, departure);
    if (own != null) {
      plan.marks().apply(own.channel().config());
      return own;
    }
    DispatchPlan.Reuse reuse = plan.reuse();
    return switch (reuse) {
      case NONE, FRESH -> null;
      case PROVEN -> take(server, departure, plan, true);
      case ANY -> take(server, departure, plan, false);
    };
  }

  /**
   * @param departure only a connection that began the same way
   * @param proven only a connection that has served several exchanges already
   */
  private @Nullable ServerConnection take(
      RunningServer server, Departure departure, DispatchPlan plan, boolean proven) {
    if (server.server().link().http2()) {
      return shared.take(server, departure, plan, proven);
    }
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
    Pool pool = pool(server);
    unuse(connection, pool);
    if (pool.delay == 0 || !pool.wantsAnother() || !mayKeep(server)) {
      return false;
    }
    pool.add(connection);
    connection.pooled = true;
    return true;
  }

  /** Whether the server may have one more idle connection, which counts from now on. */
  static boolean mayKeep(RunningServer server) {
    int limit = server.server().limits().poolMaxConn();
    if (limit >= 0) {
      return server.idle().riseBelow(limit);
    }
    server.idle().rise();
    return true;
  }

  void remove(ServerConnection connection) {
    Pool pool = pools.get(connection.server());
    if (pool == null) {
      return;
    }
    unuse(connection, pool);
    if (connection.pooled) {
      connection.pooled = false;
      pool.idle.remove(connection);
      connection.server().idle().fall();
    }
  }

  private static void unuse(ServerConnection connection, Pool pool) {
    if (connection.used) {
      connection.used = false;
      pool.used--;
    }
  }

  /** Closes those to one server. */
  public void drop(RunningServer server) {
    shared.drop(server);
    Pool pool = pools.get(server);
    if (pool != null) {
      for (ServerConnection connection : pool.idle.toArray(ServerConnection[]::new)) {
        connection.close();
      }
    }
  }

  /** The server will not be used any more. */
  public void forget(RunningServer server) {
    drop(server);
    shared.forget(server);
    Pool pool = pools.remove(server);
    if (pool != null) {
      deadlines.remove(pool);
    }
  }

  /** Closes all, at the end of the process. */
  public void close() {
    shared.close();
    for (Pool pool : pools.values()) {
      for (ServerConnection connection : pool.idle.toArray(ServerConnection[]::new)) {
        connection.close();
      }
      deadlines.remove(pool);
    }
  }
}
