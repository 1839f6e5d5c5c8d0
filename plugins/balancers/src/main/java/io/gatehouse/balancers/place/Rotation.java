package io.gatehouse.balancers.place;

import io.gatehouse.api.balance.Candidate;
import java.util.List;

/**
 * The order of weighted round robin as a function of the position: written down where it is short
 * enough, else computed from the position by steps of the golden ratio through the weights, which
 * keeps every stretch of choices within a few of each server's share.
 */
public final class Rotation {
  /** 2^64 divided by the golden ratio: multiples of it fall evenly into any range. */
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final char[] order;
  private final int[] ends;
  private final int total;

  public Rotation(List<Candidate> candidates) {
    int[] weights = new int[candidates.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = candidates.get(i).weight();
    }
    char[] exact = SmoothSequence.of(weights);
    if (exact.length == 0) {
      Weights.reduce(weights);
      exact = SmoothSequence.of(weights);
    }
    order = exact;
    ends = new int[weights.length];
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      ends[i] = sum;
    }
    total = sum;
  }

  /** How many choices until the order repeats; 0 when it is computed. */
  public int length() {
    return order.length;
  }

  /** The server whose turn it is at this position, which is not negative. */
  public int at(long position) {
    return order.length != 0 ? order[(int) (position % order.length)] : spread(position);
  }

  private int spread(long position) {
    int target = (int) Math.unsignedMultiplyHigh(position * GOLDEN, total);
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
