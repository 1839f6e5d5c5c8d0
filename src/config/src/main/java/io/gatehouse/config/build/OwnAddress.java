package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.Address;
import io.gatehouse.config.haproxy.Address.Ports;
import io.gatehouse.config.haproxy.BindDraft;
import io.gatehouse.config.haproxy.BindSettings;
import io.gatehouse.model.Endpoint;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Whether connecting to a server certainly arrives at a listener of this machine. */
final class OwnAddress {
  private OwnAddress() {}

  static boolean reaches(Address server, BindDraft bind) {
    return switch (bind.endpoint()) {
      case Endpoint.Inherited _ -> false;
      case Endpoint.Unix unix -> unix.equals(server.single());
      case Endpoint.Inet listener ->
          server.single() instanceof Endpoint.Inet target
              && listener.port() != 0
              && port(server.ports(), listener.port()) == listener.port()
              && meets(target.host(), listener, bind.values().is(BindSettings.V4V6));
    };
  }

  /** A server without a port of its own gets the one that the client connected to. */
  private static int port(Ports written, int connected) {
    return switch (written) {
      case Ports.None _ -> connected;
      case Ports.Fixed(int first, int _) -> first;
      case Ports.Offset(int by) -> connected + by;
    };
  }

  private static boolean meets(String target, Endpoint.Inet listener, boolean v4v6) {
    if (target.equals(listener.host())) {
      return true;
    }
    boolean v6 = listener.family() == Endpoint.Family.IPV6;
    return switch (listener.host()) {
      case "", "*", "0.0.0.0" -> !v6 && here(target, false);
      case "::" -> here(target, true) || v4v6 && here(target, false);
      default -> false;
    };
  }

  /** Whether it is an address of this machine; names but one are not looked up. */
  private static boolean here(String target, boolean v6) {
    if (target.equals("localhost")) {
      return !v6;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(target);
      boolean own =
          address.isLoopbackAddress()
              || address.isAnyLocalAddress()
              || NetworkInterface.getByInetAddress(address) != null;
      return own && v6 == (address.getAddress().length > 4);
    } catch (IllegalArgumentException | SocketException unknown) {
      return false;
    }
  }
}
