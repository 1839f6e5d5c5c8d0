package io.gatehouse.balancers.place;

import io.gatehouse.api.balance.Candidate;
import java.util.List;

/**
 * Consistent hashing with bounded loads (Mirrokni, Thorup, Zadimoghaddam, arXiv:1608.01350) for
 * unequal weights, in HAProxy's arithmetic: {@code hash-balance-factor} percent of the average load
 * is shared out as whole slots, and every server has at least one.
 */
public final class BoundedLoad {
  private final Candidate[] servers;
  private final long[] before;
  private final long total;
  private final int factor;

  public BoundedLoad(List<Candidate> candidates, int factor) {
    this.factor = factor;
    servers = candidates.toArray(Candidate[]::new);
    before = new long[servers.length];
    long sum = 0;
    for (int i = 0; i < servers.length; i++) {
      before[i] = sum;
      sum += servers[i].weight();
    }
    total = sum;
  }

  /** Exchanges being served by all of them; the load every server is measured against. */
  public long served() {
    long served = 0;
    if (factor != 0) {
      for (Candidate server : servers) {
        served += server.served();
      }
    }
    return served;
  }

  /** Whether this server may take one more when all together serve {@code served}. */
  public boolean allows(int index, long served) {
    if (factor == 0) {
      return true;
    }
    long slots = ((served + 1) * factor + 99) / 100;
    long weight = servers[index].weight();
    long rest = slots % total;
    long own =
        weight * (slots / total)
            + (before[index] + weight) * rest / total
            - before[index] * rest / total;
    return servers[index].served() < Math.max(1, own);
  }
}
