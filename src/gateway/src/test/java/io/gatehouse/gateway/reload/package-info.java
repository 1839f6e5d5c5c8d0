/**
 * Tests of what becomes of traffic and state when the configuration is replaced: texts in, a
 * running data plane out. Open {@code Renewed} first. Each test starts its own data plane on the
 * test's thread.
 */
@NullMarked
package io.gatehouse.gateway.reload;

import org.jspecify.annotations.NullMarked;
