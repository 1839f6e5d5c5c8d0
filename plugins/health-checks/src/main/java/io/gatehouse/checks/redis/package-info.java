/**
 * {@code option redis-check}. Open {@link io.gatehouse.checks.redis.RedisCheckerPlugin} first.
 * Probes run on virtual threads and block.
 */
@NullMarked
package io.gatehouse.checks.redis;

import org.jspecify.annotations.NullMarked;
