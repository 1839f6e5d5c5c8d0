package io.gatehouse.model;

import java.time.Duration;

/**
 * Timeouts on the server's side; zero is none. Fallbacks applied: queue and tarpit fall back to
 * connect.
 */
public record ServerTimeouts(
    Duration connect,
    Duration server,
    Duration serverFin,
    Duration queue,
    Duration tunnel,
    Duration check,
    Duration tarpit) {}
