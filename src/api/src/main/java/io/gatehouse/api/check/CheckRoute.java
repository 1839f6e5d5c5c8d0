package io.gatehouse.api.check;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What stands between a check's connection and its first byte.
 *
 * @param proxyVersion version of the PROXY protocol header to begin with; 0 for none
 * @param socks a SOCKS4 proxy to connect through
 * @param viaSocks whether checks go through that proxy unless their lines say otherwise
 * @param local where to connect from
 */
public record CheckRoute(
    int proxyVersion,
    Optional<InetSocketAddress> socks,
    boolean viaSocks,
    Optional<InetSocketAddress> local) {

  public static final CheckRoute DIRECT =
      new CheckRoute(0, Optional.empty(), false, Optional.empty());
}
