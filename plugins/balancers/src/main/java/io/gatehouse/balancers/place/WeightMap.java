package io.gatehouse.balancers.place;

import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.Selector;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HAProxy's map: as many places as the configured weights sum up to (divided by their common
 * divisor), each server spread over them as evenly as its weight allows. A hash modulo the size is
 * a place; walking the places is static round robin.
 */
public final class WeightMap {
  private final char[] places;
  private final int servers;

  public WeightMap(List<Candidate> candidates) {
    servers = candidates.size();
    int[] weights = new int[servers];
    for (int i = 0; i < servers; i++) {
      weights[i] = candidates.get(i).userWeight();
    }
    Weights.reduce(weights);
    places = spread(weights, Weights.sum(weights));
  }

  /**
   * Every step credits each server with its weight and charges the one that owns the place with the
   * whole: the first with the most whole multiples of the total, counted in coarse steps as HAProxy
   * does, so that equal ones stand in the order of the configuration.
   */
  private static char[] spread(int[] weights, int total) {
    char[] places = new char[total];
    int[] scores = new int[weights.length];
    for (int place = 0; place < total; place++) {
      int best = 0;
      int most = Integer.MIN_VALUE;
      for (int i = 0; i < weights.length; i++) {
        scores[i] += weights[i];
        int whole = (scores[i] + total) / total;
        if (whole > most) {
          most = whole;
          best = i;
        }
      }
      places[place] = (char) best;
      scores[best] -= total;
    }
    return places;
  }

  /** The server at the place of a hash, taken as unsigned. */
  public int at(int hash) {
    return places[Integer.remainderUnsigned(hash, places.length)];
  }

  /** The next server that is open, from {@code position} on, which is moved behind it. */
  public int next(AtomicInteger position, Selector.Filter filter) {
    int start = position.get();
    int from = start >= places.length ? 0 : start;
    int server = places[from];
    if (filter.open(server)) {
      position.compareAndSet(start, from + 1);
      return server;
    }
    return Openings.any(servers, filter) ? search(position, from, filter) : Selector.NONE;
  }

  private int search(AtomicInteger position, int from, Selector.Filter filter) {
    for (int step = 1; step < places.length; step++) {
      int place = from + step < places.length ? from + step : from + step - places.length;
      if (filter.open(places[place])) {
        position.set(place + 1);
        return places[place];
      }
    }
    return Selector.NONE;
  }
}
