/**
 * The contract of health checkers: one probe of one server, told as a {@link
 * io.gatehouse.api.check.CheckResult}. Open {@link io.gatehouse.api.check.HealthChecker} first.
 * Counting results, rise and fall are the gateway's part. Probes run on virtual threads and may
 * block.
 */
@NullMarked
package io.gatehouse.api.check;

import org.jspecify.annotations.NullMarked;
