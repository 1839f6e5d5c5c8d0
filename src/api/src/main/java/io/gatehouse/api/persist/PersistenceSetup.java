package io.gatehouse.api.persist;

import java.util.function.LongSupplier;

/**
 * What a persistence gets from its backend.
 *
 * @param backend the backend's name
 * @param dynamicKey {@code dynamic-cookie-key}; empty when it is not set
 * @param nanoClock monotonic time in nanoseconds
 * @param wallClock milliseconds since the epoch
 */
public record PersistenceSetup(
    String backend, String dynamicKey, LongSupplier nanoClock, LongSupplier wallClock) {}
