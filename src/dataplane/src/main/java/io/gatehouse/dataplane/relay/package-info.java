/**
 * Moving bytes between two channels of one event loop: buffers in, the same buffers out. Open
 * {@link io.gatehouse.dataplane.relay.Outlet} first. Confined to that event loop.
 */
@NullMarked
package io.gatehouse.dataplane.relay;

import org.jspecify.annotations.NullMarked;
