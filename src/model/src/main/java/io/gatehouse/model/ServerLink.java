package io.gatehouse.model;

import java.util.Optional;

/**
 * How the gateway connects to a server.
 *
 * @param source local address to connect from
 * @param sendProxy version of the PROXY protocol header sent first; 0 is none
 */
public record ServerLink(
    Optional<Endpoint> source, Optional<String> networkInterface, int sendProxy) {

  public static final ServerLink PLAIN = new ServerLink(Optional.empty(), Optional.empty(), 0);
}
