/**
 * {@code option redis-check}. Open {@link io.gatehouse.checks.redis.RedisCheckerPlugin} first.
 * Called on the event loop of checks.
 */
@NullMarked
package io.gatehouse.checks.redis;

import org.jspecify.annotations.NullMarked;
