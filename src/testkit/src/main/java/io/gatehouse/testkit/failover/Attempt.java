package io.gatehouse.testkit.failover;

/**
 * One new connection with one request.
 *
 * @param started on the clock of {@link System#nanoTime}
 */
public record Attempt(long started, boolean answered) {}
