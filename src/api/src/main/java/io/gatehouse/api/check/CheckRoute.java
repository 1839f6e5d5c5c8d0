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
 * @param http2 whether checks that speak HTTP do it by HTTP/2 unless their lines say otherwise
 */
public record CheckRoute(
    int proxyVersion,
    Optional<InetSocketAddress> socks,
    boolean viaSocks,
    Optional<InetSocketAddress> local,
    boolean http2) {

  public static final CheckRoute DIRECT =
      new CheckRoute(0, Optional.empty(), false, Optional.empty(), false);
}
