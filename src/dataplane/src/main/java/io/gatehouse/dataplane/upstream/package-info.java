/**
 * From an exchange to a connection with a server: choice, queue, idle connections, connecting and
 * retrying. Open {@link io.gatehouse.dataplane.upstream.Dispatch} first. Everything here stays on
 * the event loop of the exchange, save for the grant of a slot, which comes from any thread.
 */
@NullMarked
package io.gatehouse.dataplane.upstream;

import org.jspecify.annotations.NullMarked;
