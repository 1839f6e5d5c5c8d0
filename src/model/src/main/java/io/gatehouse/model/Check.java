package io.gatehouse.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A server's health check.
 *
 * @param inter between checks while up or down, unless the other two say otherwise
 * @param fastInter while changing state
 * @param downInter while down
 * @param rise successes that bring it up
 * @param fall failures that take it down
 * @param address checked instead of the server's
 * @param port checked instead of the server's
 */
public record Check(
    Duration inter,
    Duration fastInter,
    Duration downInter,
    int rise,
    int fall,
    Optional<String> address,
    Optional<Integer> port,
    boolean sendProxy) {}
