/**
 * An accepted connection: a channel's events in, calls of its exchange out. Open {@link
 * io.gatehouse.dataplane.connection.ClientConnection} first. Confined to the connection's event
 * loop.
 */
@NullMarked
package io.gatehouse.dataplane.connection;

import org.jspecify.annotations.NullMarked;
