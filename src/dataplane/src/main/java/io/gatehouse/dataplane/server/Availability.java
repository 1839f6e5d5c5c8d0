package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.health.OperationalState;

/**
 * What the coming and going of servers means for a backend: for those that wait, for sessions, and
 * for whether there is a server at all. Control thread.
 */
final class Availability {
  private final RunningBackend backend;
  private final StateLog log;

  Availability(RunningBackend backend, StateLog log) {
    this.backend = backend;
    this.log = log;
  }

  /**
   * Sends those who wait for a server that is gone to others, where {@code option redispatch}
   * allows it; else they stay where they are.
   *
   * @return how many
   */
  int leave(RunningServer server) {
    backend.publish();
    boolean down = server.life().state() == OperationalState.STOPPED;
    if (down && server.server().health().shutdownSessions()) {
      backend.consequences().endSessions(server, 'D');
    }
    boolean elsewhere = backend.backend().retries().redispatch() != 0;
    int requeued = elsewhere ? backend.expel(server) : 0;
    backend.serveQueues();
    return requeued;
  }

  /**
   * Gives a server that is back to those who wait.
   *
   * @return how many it took
   */
  int arrive(RunningServer server) {
    int before = server.sessions();
    backend.publish();
    boolean active = !server.server().backup() && server.choosable();
    if (active && server.server().health().shutdownBackupSessions()) {
      for (RunningServer other : backend.servers()) {
        if (other.server().backup()) {
          backend.consequences().endSessions(other, 'U');
        }
      }
    }
    backend.serveQueues();
    return Math.max(0, server.sessions() - before);
  }

  /** Servers of one kind that can be chosen. */
  int usable(boolean backup) {
    int count = 0;
    for (RunningServer server : backend.servers()) {
      if (server.server().backup() == backup && server.choosable()) {
        count++;
      }
    }
    return count;
  }

  boolean any() {
    return usable(false) > 0 || usable(true) > 0;
  }

  /** After a change: complains when it took the last server. */
  void changed(boolean before) {
    boolean now = any();
    backend.life().state(now ? OperationalState.RUNNING : OperationalState.STOPPED);
    if (before && !now) {
      log.noServer();
    }
  }
}
