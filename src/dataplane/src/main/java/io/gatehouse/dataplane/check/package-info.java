/**
 * Health checks as they run: servers with {@code check} in, results for {@link
 * io.gatehouse.dataplane.server.RunningBackend} out. Open {@link
 * io.gatehouse.dataplane.check.CheckScheduler} first. The control thread plans, virtual threads
 * probe.
 */
@NullMarked
package io.gatehouse.dataplane.check;

import org.jspecify.annotations.NullMarked;
