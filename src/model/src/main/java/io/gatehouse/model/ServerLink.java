package io.gatehouse.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How the gateway connects to a server.
 *
 * @param source local address to connect from, the server's or the backend's
 * @param fastOpen {@code tfo}
 * @param userTimeout {@code tcp-ut}; zero is the kernel's own bound
 * @param redirect {@code redir}: where GET and HEAD requests are sent instead; empty for none
 * @param socks a SOCKS4 proxy to connect through
 * @param http2 {@code proto h2}: the server speaks HTTP/2 without being asked
 */
public record ServerLink(
    Optional<Source> source,
    SendProxy sendProxy,
    boolean fastOpen,
    Duration userTimeout,
    String redirect,
    Optional<Endpoint.Inet> socks,
    boolean http2) {

  public static final ServerLink PLAIN =
      new ServerLink(
          Optional.empty(), SendProxy.NONE, false, Duration.ZERO, "", Optional.empty(), false);
}
