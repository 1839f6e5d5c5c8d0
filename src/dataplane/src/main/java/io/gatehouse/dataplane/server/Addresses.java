package io.gatehouse.dataplane.server;

import io.gatehouse.model.Endpoint;
import io.netty.channel.unix.DomainSocketAddress;
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

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("could not resolve address '" + host + "'", e);
    }
  }
}
