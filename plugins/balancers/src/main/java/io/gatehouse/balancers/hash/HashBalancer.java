package io.gatehouse.balancers.hash;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Method;
import io.gatehouse.api.balance.Selector;
import io.gatehouse.balancers.place.Bounds;
import io.gatehouse.balancers.place.HashRing;
import io.gatehouse.balancers.place.WeightMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all hashing algorithms share: a key's hash is looked up in the map or on the ring, as {@code
 * hash-type} says; an exchange without a key goes round robin over the same map or ring.
 */
final class HashBalancer implements Balancer {
  private final HashSettings settings;
  private final KeyHash key;
  private final AtomicInteger mapPosition = new AtomicInteger();
  private final AtomicLong ringPosition = HashRing.start();

  HashBalancer(HashSettings settings, KeyHash key) {
    this.settings = settings;
    this.key = key;
  }

  @Override
  public Selector selector(List<Candidate> servers) {
    return settings.method() == Method.CONSISTENT
        ? new OnRing(key, new Bounds(servers, settings), ringPosition)
        : new OnMap(key, new WeightMap(servers), mapPosition);
  }

  /** The map knows one server for a key; it is returned even when it is full or has failed. */
  private record OnMap(KeyHash key, WeightMap map, AtomicInteger position) implements Selector {
    @Override
    public int choose(Exchange exchange, Filter filter) {
      long hash = key.of(exchange);
      return hash == KeyHash.ABSENT ? map.next(position, filter) : map.at((int) hash);
    }
  }

  private record OnRing(KeyHash key, Bounds bounds, AtomicLong position) implements Selector {
    @Override
    public int choose(Exchange exchange, Filter filter) {
      long hash = key.of(exchange);
      return hash == KeyHash.ABSENT
          ? bounds.ring().next(position, filter)
          : bounds.choose((int) hash, filter);
    }
  }
}
