package io.gatehouse.api.balance;

/**
 * An algorithm with its arguments: an immutable record, compared with {@code equals} at reload; an
 * equal spec keeps the running balancer.
 */
public interface BalancerSpec {

  /** The algorithm's name as statistics show it. */
  String name();

  /** Whether it reads HTTP requests, so that {@code mode http} is needed. */
  default boolean http() {
    return false;
  }

  /**
   * Whether effective weights may change while running (slow start, {@code set weight}); otherwise
   * only 0 and the configured weight are taken. For algorithms that hash, {@code hash-type}
   * decides.
   */
  default boolean dynamic(HashSettings hash) {
    return true;
  }

  /** Creates the running balancer of one backend. Control thread; may not block. */
  Balancer create(BalancerSetup setup);
}
