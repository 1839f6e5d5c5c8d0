package io.gatehouse.balancers.place;

import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Affinity;
import io.gatehouse.api.balance.Selector;
import java.util.List;

/**
 * A hash ring whose servers may refuse: the one this exchange has failed on, one above its share of
 * the load, one that is full where {@code hash-preserve-affinity} gives it up. The search goes on
 * round the ring from the point of the hash.
 */
public final class Bounds {
  private final Candidate[] servers;
  private final HashRing ring;
  private final BoundedLoad load;
  private final Affinity affinity;

  public Bounds(List<Candidate> candidates, HashSettings settings) {
    servers = candidates.toArray(Candidate[]::new);
    ring = new HashRing(candidates);
    load = new BoundedLoad(candidates, settings.balanceFactor());
    affinity = settings.affinity();
  }

  public HashRing ring() {
    return ring;
  }

  /**
   * The server of a hash. Where all refuse it is the owner of the ring's last point, as with
   * HAProxy.
   */
  public int choose(int hash, Selector.Filter filter) {
    int point = ring.nearest(hash);
    long served = load.served();
    if (accepts(ring.owner(point), served, filter)) {
      return ring.owner(point);
    }
    if (!anyAccepts(served, filter)) {
      return ring.owner(ring.size() - 1);
    }
    for (int step = 0; step < ring.size(); step++) {
      point = ring.after(point);
      if (accepts(ring.owner(point), served, filter)) {
        return ring.owner(point);
      }
    }
    return ring.owner(ring.size() - 1);
  }

  private boolean anyAccepts(long served, Selector.Filter filter) {
    for (int i = 0; i < servers.length; i++) {
      if (accepts(i, served, filter)) {
        return true;
      }
    }
    return false;
  }

  private boolean accepts(int server, long served, Selector.Filter filter) {
    return !filter.avoided(server) && load.allows(server, served) && keeps(servers[server]);
  }

  private boolean keeps(Candidate server) {
    int limit = server.maxconn();
    return switch (affinity) {
      case ALWAYS -> true;
      case MAXCONN -> limit == 0 || server.served() < limit;
      case MAXQUEUE ->
          limit == 0
              || server.maxqueue() == 0
              || server.served() + server.queued() < limit + server.maxqueue();
    };
  }
}
