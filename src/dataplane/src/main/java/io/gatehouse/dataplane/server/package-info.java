/**
 * Proxies and servers as they run: records of the model in, momentary state and choices out. Open
 * {@link io.gatehouse.dataplane.server.RunningBackend} first. Counters belong to any thread; the
 * set of servers is changed by the control thread, which publishes immutable rosters.
 */
@NullMarked
package io.gatehouse.dataplane.server;

import org.jspecify.annotations.NullMarked;
