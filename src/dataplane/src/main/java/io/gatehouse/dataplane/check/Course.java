package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckRoute;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.Dialing;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;

/**
 * Where a connection of a check leads and through what: what the server's options say and what the
 * check wants, put together.
 *
 * @param address of the server
 * @param socks whether it goes through the server's SOCKS4 proxy
 * @param proxied whether it begins with a PROXY header
 * @param secrecy how it is encrypted, if it is
 * @param http2 whether what is said is a stream of HTTP/2
 * @param local where it comes from
 */
record Course(
    SocketAddress address,
    Optional<InetSocketAddress> socks,
    boolean proxied,
    Optional<Secrecy> secrecy,
    boolean http2,
    Optional<InetSocketAddress> local) {

  static Course of(Aim aim, Dialing dialing) {
    CheckTarget target = aim.target();
    CheckRoute route = target.route();
    Dialing.Way way = dialing.way();
    boolean socks = way.socks() || way.standard() && route.viaSocks();
    boolean http2 = way.proto().isEmpty() && way.standard() && route.http2();
    return new Course(
        address(target.address(), dialing),
        socks ? route.socks() : Optional.empty(),
        way.proxied() || way.standard() && route.proxyVersion() > 0,
        Secrecy.of(way, aim.tls()),
        http2 || way.proto().equals("h2"),
        route.local());
  }

  private static SocketAddress address(SocketAddress known, Dialing dialing) {
    return switch (known) {
      case InetSocketAddress own -> {
        InetSocketAddress there = dialing.elsewhere().orElse(own);
        int port = dialing.port() == 0 ? own.getPort() : dialing.port();
        boolean same = port == there.getPort() || there.isUnresolved();
        yield same ? there : new InetSocketAddress(there.getAddress(), port);
      }
      case UnixDomainSocketAddress unix -> new DomainSocketAddress(unix.getPath().toString());
      default -> known;
    };
  }

  /** Whether something is said before the check says anything. */
  boolean speaksFirst() {
    return socks.isPresent() || proxied || secrecy.isPresent();
  }

  /** Whether nothing lies between the check and an address that is known. */
  boolean plain() {
    return address instanceof InetSocketAddress inet
        && !inet.isUnresolved()
        && !speaksFirst()
        && !http2
        && local.isEmpty();
  }
}
