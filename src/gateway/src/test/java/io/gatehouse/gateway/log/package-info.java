/**
 * Log lines of the data plane beside those of the real HAProxy: scenarios in, compared lines out.
 * Open {@link io.gatehouse.gateway.log.LogLineOracleTest} first. Scenarios run on threads of their
 * own.
 */
@NullMarked
package io.gatehouse.gateway.log;

import org.jspecify.annotations.NullMarked;
