package io.gatehouse.balancers.hash;

import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Method;

/** A hashing algorithm with its arguments: all it has to say is which part is the key. */
interface HashSpec extends BalancerSpec {

  /** The key's hash for one backend. */
  KeyHash key(HashSettings settings);

  /** The map is built from configured weights, the ring follows effective ones. */
  @Override
  default boolean dynamic(HashSettings hash) {
    return hash.method() == Method.CONSISTENT;
  }

  @Override
  default Balancer create(BalancerSetup setup) {
    return new HashBalancer(setup.hash(), key(setup.hash()));
  }
}
