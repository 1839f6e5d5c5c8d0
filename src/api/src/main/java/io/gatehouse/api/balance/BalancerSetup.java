package io.gatehouse.api.balance;

import java.util.function.LongSupplier;

/**
 * What a balancer gets from its backend.
 *
 * @param backend the backend's name
 * @param nanoClock monotonic time in nanoseconds; the only clock a balancer may ask
 * @param random the only source of randomness a balancer may ask; safe on every thread
 * @param hash how keys become servers, for algorithms that hash
 */
public record BalancerSetup(
    String backend, LongSupplier nanoClock, LongSupplier random, HashSettings hash) {}
