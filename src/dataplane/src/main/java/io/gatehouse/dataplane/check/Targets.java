package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckRoute;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.Check;
import io.gatehouse.model.CheckTls;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.ServerLink;
import io.gatehouse.model.ServerTimeouts;
import io.gatehouse.model.Source;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a server is checked, and how long that may take (manual section 4.2, {@code timeout
 * check}).
 */
final class Targets {
  private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

  private final RunningServer server;
  private final String name;
  private final CheckState state;
  private final Check check;
  private final ServerTimeouts timeouts;
  private final HealthCheckerSpec checker;
  private final CheckRoute route;
  private volatile @Nullable Elsewhere elsewhere;

  /** A name and what it means; the operator may give another one. */
  private record Elsewhere(String host, InetAddress address) {}

  /**
   * Resolves names, hence not on the control thread.
   *
   * @throws IllegalArgumentException for a name without an address
   */
  Targets(RunningServer server, RunningBackend backend, CheckState state) {
    this.server = server;
    this.name = backend.name();
    this.state = state;
    this.check = state.check();
    this.timeouts = backend.backend().timeouts();
    this.checker = checker(backend);
    this.route = route();
    state.address().ifPresent(this::elsewhere);
  }

  Aim aim(CheckScene scene) {
    return new Aim(target(scene), server.server().link().sendProxy(), tls());
  }

  CheckTarget target(CheckScene scene) {
    return new CheckTarget(
        name, server.name(), address(), connectLimit(), readLimit(), route, scene);
  }

  /** Whether those of this backend would be the same. */
  boolean fit(RunningBackend backend) {
    return checker.equals(checker(backend)) && timeouts.equals(backend.backend().timeouts());
  }

  /** Whether the target can be told without waiting for a name. */
  boolean known() {
    Optional<String> host = state.address();
    Elsewhere there = elsewhere;
    return host.isEmpty()
        || there != null && there.host().equals(host.get())
        || NetUtil.isValidIpV4Address(host.get())
        || NetUtil.isValidIpV6Address(host.get());
  }

  /** Looks up the name that the operator gave, if there is one. May wait. */
  void lookUp() {
    try {
      state.address().ifPresent(this::elsewhere);
    } catch (IllegalArgumentException unknown) {
      LOG.debug("the check of {} has no address", server.label(), unknown);
    }
  }

  private InetAddress elsewhere(String host) {
    Elsewhere known = elsewhere;
    if (known == null || !known.host().equals(host)) {
      Endpoint there = new Endpoint.Inet(host, 0, Endpoint.Family.ANY);
      known = new Elsewhere(host, ((InetSocketAddress) Addresses.of(there)).getAddress());
      elsewhere = known;
    }
    return known.address();
  }

  private CheckRoute route() {
    ServerLink link = server.server().link();
    return new CheckRoute(
        check.proxyVersion(),
        link.socks().map(to -> (InetSocketAddress) Addresses.of(to)),
        check.viaSocks(),
        link.source().flatMap(Source::address).map(from -> (InetSocketAddress) Addresses.of(from)),
        check.http2());
  }

  Optional<CheckTls> tls() {
    return check.tls();
  }

  HealthCheckerSpec checker() {
    return checker;
  }

  /** The server's own kind of check, or its backend's. */
  private HealthCheckerSpec checker(RunningBackend backend) {
    return check.checker().orElse(backend.backend().checks().checker());
  }

  /** Without {@code timeout check} the interval is the limit of the whole check. */
  Duration limit() {
    int connections = checker.connections();
    return (timeouts.check().isZero() ? check.inter() : connectLimit().plus(readLimit()))
        .multipliedBy(Math.max(1, connections));
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
    Optional<String> host = state.address();
    if (own instanceof DomainSocketAddress unix && host.isEmpty()) {
      // Java knows no names without files.
      return unix.path().startsWith("\0") ? unix : UnixDomainSocketAddress.of(unix.path());
    }
    int port = own instanceof InetSocketAddress inet ? inet.getPort() : 0;
    int asked = state.port() > 0 ? state.port() : port;
    if (host.isPresent()) {
      return new InetSocketAddress(elsewhere(host.get()), asked);
    }
    return own instanceof InetSocketAddress inet
        ? new InetSocketAddress(inet.getAddress(), asked)
        : own;
  }
}
