package io.gatehouse.balancers.place;

import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashKeys;
import io.gatehouse.api.balance.Selector;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ring of consistent hashing: each server stands at as many points as its effective weight
 * says, and a hash belongs to the nearest point on either side. A server that leaves or grows moves
 * no points but its own. Hashes and points are unsigned; they are kept with the sign bit flipped,
 * so that plain comparisons order them.
 */
public final class HashRing {
  private static final int FLIP = Integer.MIN_VALUE;

  private final int servers;
  private final int[] points;
  private final char[] owners;

  public HashRing(List<Candidate> candidates) {
    servers = candidates.size();
    long[] sorted = new long[candidates.stream().mapToInt(Candidate::weight).sum()];
    int filled = 0;
    for (int i = 0; i < servers; i++) {
      Candidate candidate = candidates.get(i);
      for (int j = 0; j < candidate.weight(); j++) {
        long point = HashKeys.mix(candidate.hashKey() + j) ^ FLIP;
        sorted[filled++] = point << 32 | i;
      }
    }
    Arrays.sort(sorted);
    points = new int[filled];
    owners = new char[filled];
    for (int i = 0; i < filled; i++) {
      points[i] = (int) (sorted[i] >> 32);
      owners[i] = (char) sorted[i];
    }
  }

  /** Number of points. */
  public int size() {
    return points.length;
  }

  /** The server that owns a point. */
  public int owner(int point) {
    return owners[point];
  }

  /** The point nearest to a hash; of two equally near ones the one before. */
  public int nearest(int hash) {
    int found = firstAtOrAfter(hash ^ FLIP);
    int next = found == points.length ? 0 : found;
    int before = next == 0 ? points.length - 1 : next - 1;
    int back = hash - (points[before] ^ FLIP);
    int ahead = (points[next] ^ FLIP) - hash;
    return Integer.compareUnsigned(back, ahead) <= 0 ? before : next;
  }

  /** The point after this one, going round. */
  public int after(int point) {
    return point + 1 == points.length ? 0 : point + 1;
  }

  private int firstAtOrAfter(int flipped) {
    int low = 0;
    int high = points.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (points[middle] < flipped) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Round robin over the points: the next open server behind the point {@code position} names. It
   * is a value of the ring, not an index, so that it stays meaningful when the ring is rebuilt.
   */
  public int next(AtomicLong position, Selector.Filter filter) {
    long last = position.get();
    int found = last < Integer.MIN_VALUE ? 0 : firstAfter((int) last);
    int point = found == points.length ? 0 : found;
    if (!filter.open(owners[point])) {
      if (!Openings.any(servers, filter)) {
        return Selector.NONE;
      }
      for (int step = 0; step < points.length && !filter.open(owners[point]); step++) {
        point = after(point);
      }
    }
    position.compareAndSet(last, points[point]);
    return filter.open(owners[point]) ? owners[point] : Selector.NONE;
  }

  /** A position before all points. */
  public static AtomicLong start() {
    return new AtomicLong(Long.MIN_VALUE);
  }

  private int firstAfter(int flipped) {
    return flipped == Integer.MAX_VALUE ? points.length : firstAtOrAfter(flipped + 1);
  }
}
