/**
 * Health checks and states of servers beside the real HAProxy: the same script to both, the same
 * messages from both. Open {@link io.gatehouse.gateway.check.StateMessagesOracleTest} first. Each
 * test runs on one thread.
 */
@NullMarked
package io.gatehouse.gateway.check;

import org.jspecify.annotations.NullMarked;
