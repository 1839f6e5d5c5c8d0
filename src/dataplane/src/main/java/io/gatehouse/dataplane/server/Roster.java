package io.gatehouse.dataplane.server;

import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.Selector;
import java.util.List;

/**
 * The servers that can be chosen now, and who chooses. Immutable; replaced by the control thread.
 */
record Roster(List<RunningServer> servers, Selector selector) {
  /** Algorithms are never asked to choose among no servers. */
  private static final Selector NOBODY = (exchange, filter) -> Selector.NONE;

  /** Before the first server is known. */
  static final Roster EMPTY = new Roster(List.of(), NOBODY);

  /** Backup servers are used only while no other one is: the first, or all of them. */
  static Roster of(List<RunningServer> all, boolean allBackups, Balancer balancer) {
    List<RunningServer> usable = all.stream().filter(RunningServer::choosable).toList();
    List<RunningServer> chosen = usable.stream().filter(s -> !s.server().backup()).toList();
    if (chosen.isEmpty()) {
      chosen = allBackups ? usable : usable.stream().limit(1).toList();
    }
    return new Roster(
        chosen, chosen.isEmpty() ? NOBODY : balancer.selector(List.<Candidate>copyOf(chosen)));
  }

  /** Connections that the servers may still take; -1 when one has no limit. */
  int freeConnections() {
    int free = 0;
    for (RunningServer server : servers) {
      int limit = server.limit();
      if (limit == 0) {
        return -1;
      }
      free += Math.max(0, limit - server.sessions());
    }
    return free;
  }

  /** The same with the places in their queues. */
  int freeSlots() {
    int free = 0;
    for (RunningServer server : servers) {
      int limit = server.limit();
      if (limit == 0 || server.maxqueue() == 0) {
        return -1;
      }
      free += Math.max(0, limit - server.sessions() + server.maxqueue() - server.queued());
    }
    return free;
  }
}
