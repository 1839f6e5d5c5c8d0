package io.gatehouse.dataplane.upstream;

import io.gatehouse.api.Exchange;
import io.gatehouse.dataplane.server.RunningServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/** Where to connect to for an exchange: a server's address may depend on the client's. */
final class Destination {
  private Destination() {}

  /**
   * A server at 0.0.0.0 stands for the address the client came to; one without a port, or with a
   * signed one, for the client's port, moved by it.
   */
  static SocketAddress of(RunningServer server, Exchange exchange) {
    boolean offset = server.server().portOffset();
    if (!(server.address() instanceof InetSocketAddress inet)
        || !offset && !inet.getAddress().isAnyLocalAddress()) {
      return server.address();
    }
    int clientPort = exchange.destination() instanceof InetSocketAddress to ? to.getPort() : 0;
    int port = offset ? (clientPort + inet.getPort()) & 0xffff : inet.getPort();
    InetAddress host = inet.getAddress();
    byte[] seen = exchange.destinationAddress();
    if (host.isAnyLocalAddress() && seen.length > 0) {
      try {
        host = InetAddress.getByAddress(seen);
      } catch (UnknownHostException impossible) {
        throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
      }
    }
    return new InetSocketAddress(host, port);
  }
}
