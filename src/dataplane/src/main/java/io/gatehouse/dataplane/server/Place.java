package io.gatehouse.dataplane.server;

import io.gatehouse.api.balance.HashKeys;
import io.gatehouse.model.Server;
import io.gatehouse.model.Source;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a server is, and the name it has that from. Written by the control thread, read by any. */
final class Place {
  private final Server server;
  private final @Nullable SourcePorts sourcePorts;
  private volatile SocketAddress address;
  private volatile String host;
  private volatile boolean renamed;

  /**
   * @param host empty for a server that is given by its address
   */
  Place(Server server, SocketAddress address, String host) {
    this.server = server;
    this.address = address;
    this.host = host;
    Optional<Source.Ports> range = server.link().source().flatMap(Source::ports);
    this.sourcePorts = range.map(SourcePorts::new).orElse(null);
  }

  /** Where a server is at the start. */
  static Place first(PastPlace past) {
    Place place = new Place(past.server(), Addresses.first(past), past.name());
    place.renamed = past.renamed();
    return place;
  }

  @Nullable SourcePorts sourcePorts() {
    return sourcePorts;
  }

  SocketAddress address() {
    return address;
  }

  void address(SocketAddress now) {
    address = now;
  }

  String host() {
    return host;
  }

  void host(String now) {
    host = now;
  }

  /** Another name than its configuration gave it, or that it had none for. */
  void rename(String now) {
    host = now;
    renamed = true;
  }

  boolean renamed() {
    return renamed;
  }

  boolean unresolved() {
    return address instanceof InetSocketAddress inet && inet.isUnresolved();
  }

  /** For a client that came to this port ({@code server … :+100}). */
  SocketAddress address(int clientPort) {
    if (server.portOffset() && address instanceof InetSocketAddress inet) {
      return new InetSocketAddress(inet.getAddress(), clientPort + inet.getPort());
    }
    return address;
  }

  int hashKey() {
    if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
      return switch (server.hashKey()) {
        case ID -> HashKeys.ofId(server.id());
        case ADDR -> HashKeys.ofAddress(inet.getAddress());
        case ADDR_PORT -> HashKeys.ofAddressAndPort(inet.getAddress(), inet.getPort());
      };
    }
    return HashKeys.ofId(server.id());
  }
}
