package io.gatehouse.dataplane.connection;

import io.gatehouse.api.ListenerView;
import io.gatehouse.model.Bind;

/**
 * Where connections of a bind line come in.
 *
 * @param mapped the listening socket is one of IPv6: clients of IPv4 are seen as mapped addresses,
 *     as the kernel tells them
 * @param acceptProxy a PROXY protocol header must come first
 * @param protocol what clients speak
 */
public record Arrival(
    ListenerView listener,
    boolean mapped,
    boolean acceptProxy,
    Bind.Protocol protocol,
    Takeover takeover) {}
