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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Socket addresses of endpoints. Names are resolved on the thread that builds. */
public final class Addresses {
  private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);

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

  /** The name of a server's machine, if it has one; that of a service is none. */
  static String name(Server server) {
    boolean named =
        server.endpoint() instanceof Endpoint.Inet inet && !literal(inet) && !server.service();
    return named && server.endpoint() instanceof Endpoint.Inet inet ? inet.host() : "";
  }

  /** What stands for its address in the configuration; empty for a Unix socket. */
  static String text(Server server) {
    return server.endpoint() instanceof Endpoint.Inet inet ? inet.host() : "";
  }

  static int port(Server server) {
    return server.endpoint() instanceof Endpoint.Inet inet ? inet.port() : 0;
  }

  private static boolean literal(Endpoint.Inet inet) {
    return any(inet.host()) || NetUtil.createByteArrayFromIpAddressString(inet.host()) != null;
  }

  /**
   * Where a server is at the start, by what its {@code init-addr} allows; an address that is not
   * resolved where none was found and none is needed.
   *
   * @throws IllegalArgumentException without an address where one is needed
   */
  static SocketAddress first(PastPlace past) {
    String server = "server '" + past.server().name() + "': {}";
    return first(past, words -> LOG.debug(server, words));
  }

  /**
   * @param remarks hears why an address is not the one of the name
   */
  static SocketAddress first(PastPlace past, Consumer<String> remarks) {
    Server server = past.server();
    if (!(server.endpoint() instanceof Endpoint.Inet configured)) {
      return of(server.endpoint());
    }
    int port = past.port() & 0xffff;
    if (literal(configured)) {
      return of(new Endpoint.Inet(configured.host(), port, configured.family()));
    }
    String name = past.name().isEmpty() ? configured.host() : past.name();
    return named(past, new Endpoint.Inet(name, port, configured.family()), remarks);
  }

  private static SocketAddress named(PastPlace past, Endpoint.Inet inet, Consumer<String> remarks) {
    Server server = past.server();
    int port = inet.port();
    String unknown = "could not resolve address '" + inet.host() + "'";
    boolean failed = false;
    for (FirstAddress method : server.health().firstAddress()) {
      switch (method) {
        case FirstAddress.Last() -> {
          if (past.lastAddress().isPresent()) {
            return new InetSocketAddress(resolve(past.lastAddress().get()), port);
          }
        }
        case FirstAddress.Resolved() -> {
          // The records of a service are not for the system's resolver.
          if (!server.service()) {
            try {
              return of(inet);
            } catch (IllegalArgumentException unresolved) {
              failed = true;
            }
          }
        }
        case FirstAddress.Literal(String host) -> {
          if (failed) {
            remarks.accept(unknown + ", falling back to configured address");
          }
          return new InetSocketAddress(resolve(host), port);
        }
        case FirstAddress.Nothing() -> {
          if (failed) {
            remarks.accept(unknown + ", disabling server");
          }
          return InetSocketAddress.createUnresolved(inet.host(), port);
        }
      }
    }
    throw new IllegalArgumentException(
        failed ? unknown : "no method found to resolve address '" + inet.host() + "'");
  }

  /** Whether the system's resolver knows it. */
  static boolean known(String name) {
    try {
      return !name.isEmpty() && resolve(name) != null;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  /** Written without an address: wherever the client went. */
  private static boolean any(String host) {
    return host.isEmpty() || host.equals("*");
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(any(host) ? "0.0.0.0" : host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("could not resolve address '" + host + "'", e);
    }
  }
}
