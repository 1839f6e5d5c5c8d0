package io.gatehouse.persistence.appsession;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which server a session belongs to, by name: a reload may make the server anew. Unused sessions
 * are forgotten; so that this never makes anyone wait, each new session looks at a few old ones.
 * When the table is full, of those few the one that was unused the longest makes room. Any event
 * loop; lookups take no lock and allocate nothing.
 */
final class SessionTable {
  static final int MOST = 1 << 20;
  private static final int STEPS = 8;

  private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
  private final long timeout;
  private final LongSupplier clock;
  private final int most;
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private Iterator<Map.Entry<SessionId, Session>> sweep = sessions.entrySet().iterator();

  private static final class Session {
    final String server;
    volatile long used;

    Session(String server, long used) {
      this.server = server;
      this.used = used;
    }
  }

  SessionTable(long timeoutNanos, LongSupplier clock) {
    this(timeoutNanos, clock, MOST);
  }

  SessionTable(long timeoutNanos, LongSupplier clock, int most) {
    this.timeout = timeoutNanos;
    this.clock = clock;
    this.most = most;
  }

  /** The server of a session, which counts as used now; null for an unknown one. */
  @Nullable String find(SessionId id) {
    Session session = sessions.get(id);
    long now = clock.getAsLong();
    if (session == null || expired(session, now)) {
      return null;
    }
    session.used = now;
    return session.server;
  }

  /** Remembers a session, in place of what was known of it. */
  void learn(SessionId id, String server) {
    long now = clock.getAsLong();
    sessions.put(id.copy(), new Session(server, now));
    makeRoom(now);
  }

  int size() {
    return sessions.size();
  }

  private boolean expired(Session session, long now) {
    return timeout > 0 && now - session.used > timeout;
  }

  private void makeRoom(long now) {
    if (!sweeping.compareAndSet(false, true)) {
      return;
    }
    try {
      do {
        sweep(now);
      } while (sessions.size() > most);
    } finally {
      sweeping.set(false);
    }
  }

  /** One step of the round; at least one session goes when there are too many. */
  private void sweep(long now) {
    Map.Entry<SessionId, Session> oldest = null;
    for (int i = 0; i < STEPS; i++) {
      if (!sweep.hasNext()) {
        sweep = sessions.entrySet().iterator();
      }
      if (!sweep.hasNext()) {
        return;
      }
      Map.Entry<SessionId, Session> next = sweep.next();
      if (expired(next.getValue(), now)) {
        sessions.remove(next.getKey(), next.getValue());
      } else if (oldest == null || next.getValue().used - oldest.getValue().used < 0) {
        oldest = next;
      }
    }
    if (oldest != null && sessions.size() > most) {
      sessions.remove(oldest.getKey(), oldest.getValue());
    }
  }
}
