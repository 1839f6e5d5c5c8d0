package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.Check;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.ServerTimeouts;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;

/**
 * Where a server is checked, and how long that may take (manual section 4.2, {@code timeout
 * check}).
 */
final class Targets {
  private final RunningServer server;
  private final String name;
  private final Check check;
  private final ServerTimeouts timeouts;

  Targets(RunningServer server, RunningBackend backend, Check check) {
    this.server = server;
    this.name = backend.name();
    this.check = check;
    this.timeouts = backend.backend().timeouts();
  }

  CheckTarget target() {
    return new CheckTarget(name, server.name(), address(), connectLimit(), readLimit());
  }

  /** Without {@code timeout check} the interval is the limit of the whole check. */
  Duration limit() {
    return timeouts.check().isZero() ? check.inter() : connectLimit().plus(readLimit());
  }

  private Duration connectLimit() {
    Duration connect = timeouts.connect();
    boolean shorter =
        !timeouts.check().isZero() && !connect.isZero() && connect.compareTo(check.inter()) < 0;
    return shorter ? connect : check.inter();
  }

  private Duration readLimit() {
    return timeouts.check().isZero() ? check.inter() : timeouts.check();
  }

  private SocketAddress address() {
    SocketAddress own = server.address();
    if (own instanceof DomainSocketAddress unix && check.address().isEmpty()) {
      return UnixDomainSocketAddress.of(unix.path());
    }
    int port = own instanceof InetSocketAddress inet ? inet.getPort() : 0;
    int asked = check.port().orElse(port);
    if (check.address().isPresent()) {
      return Addresses.of(new Endpoint.Inet(check.address().get(), asked, Endpoint.Family.ANY));
    }
    return own instanceof InetSocketAddress inet
        ? new InetSocketAddress(inet.getAddress(), asked)
        : own;
  }
}
