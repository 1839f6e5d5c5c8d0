package io.gatehouse.dataplane.server;

import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Server;
import io.gatehouse.model.ServerHealth.FirstAddress;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/** Socket addresses of endpoints. Names are resolved on the thread that builds. */
public final class Addresses {
  private Addresses() {}

  /** Where to connect to; a negative port is one to be added to another, modulo 65536. */
  public static SocketAddress of(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Inet inet -> new InetSocketAddress(resolve(inet.host()), inet.port() & 0xffff);
      // An abstract name begins with NUL, as the kernel has it.
      case Endpoint.Unix unix ->
          new DomainSocketAddress(unix.abstractName() ? "\0" + unix.path() : unix.path());
      case Endpoint.Inherited inherited ->
          throw new IllegalArgumentException(
              "descriptor " + inherited.descriptor() + " cannot be connected to");
    };
  }

  /**
   * Where a server is at the start, by what its {@code init-addr} allows; an address that is not
   * resolved where none was found and none is needed.
   *
   * @throws IllegalArgumentException without an address where one is needed
   */
  static SocketAddress first(Server server) {
    if (!(server.endpoint() instanceof Endpoint.Inet inet)) {
      return of(server.endpoint());
    }
    int port = inet.port() & 0xffff;
    if (NetUtil.createByteArrayFromIpAddressString(inet.host()) != null) {
      return of(inet);
    }
    for (FirstAddress method : server.health().firstAddress()) {
      switch (method) {
        case FirstAddress.Resolved() -> {
          try {
            return of(inet);
          } catch (IllegalArgumentException unknown) {
            continue;
          }
        }
        case FirstAddress.Literal(String host) -> {
          return new InetSocketAddress(resolve(host), port);
        }
        case FirstAddress.Nothing() -> {
          return InetSocketAddress.createUnresolved(inet.host(), port);
        }
      }
    }
    return of(inet);
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("could not resolve address '" + host + "'", e);
    }
  }
}
