/**
 * Mode tcp: a client's bytes in, the same bytes to a server, and back. Open {@link
 * io.gatehouse.dataplane.tcp.TcpExchange} first. Confined to the client's event loop.
 */
@NullMarked
package io.gatehouse.dataplane.tcp;

import org.jspecify.annotations.NullMarked;
