package io.gatehouse.dataplane.connection;

import io.gatehouse.api.ListenerView;

/**
 * Where connections of a bind line come in.
 *
 * @param mapped the listening socket is one of IPv6: clients of IPv4 are seen as mapped addresses,
 *     as the kernel tells them
 * @param acceptProxy a PROXY protocol header must come first
 */
public record Arrival(ListenerView listener, boolean mapped, boolean acceptProxy) {}
