package io.gatehouse.model;

import java.time.Duration;

/**
 * Timeouts on the client's side (manual section 4.2); zero is none. The fallbacks of the manual are
 * applied: httpKeepAlive falls back to httpRequest, that to client.
 */
public record ClientTimeouts(
    Duration client,
    Duration clientFin,
    Duration httpRequest,
    Duration httpKeepAlive,
    Duration tarpit) {}
