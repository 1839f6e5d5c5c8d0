package io.gatehouse.model;

import io.gatehouse.api.check.HealthCheckerSpec;

/**
 * How a backend checks its servers.
 *
 * @param logHealthChecks {@code option log-health-checks}
 */
public record CheckPolicy(HealthCheckerSpec checker, boolean logHealthChecks) {}
