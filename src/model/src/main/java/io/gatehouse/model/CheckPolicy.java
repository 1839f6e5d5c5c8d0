package io.gatehouse.model;

import io.gatehouse.api.check.HealthCheckerSpec;

/**
 * How a backend checks its servers.
 *
 * @param logHealthChecks {@code option log-health-checks}
 * @param preserveEnvironment whether commands inherit ours ({@code external-check preserve-env})
 */
public record CheckPolicy(
    HealthCheckerSpec checker, boolean logHealthChecks, boolean preserveEnvironment) {}
