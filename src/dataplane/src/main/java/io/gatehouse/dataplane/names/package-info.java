/**
 * Names of servers, resolved while the gateway runs: records of name servers in, addresses of
 * servers out. Open {@link io.gatehouse.dataplane.names.Names} first. Everything but the sockets,
 * which belong to an event loop, is confined to the control thread.
 */
@NullMarked
package io.gatehouse.dataplane.names;

import org.jspecify.annotations.NullMarked;
