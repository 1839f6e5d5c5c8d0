package io.gatehouse.config.build;

import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.config.haproxy.Address.Ports;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.ServerDraft;
import io.gatehouse.config.haproxy.ServerSettings;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.AgentCheck;
import io.gatehouse.model.Check;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Resolution;
import io.gatehouse.model.SendProxy;
import io.gatehouse.model.Server;
import io.gatehouse.model.Server.HashKey;
import io.gatehouse.model.ServerHealth;
import io.gatehouse.model.ServerHealth.Observe;
import io.gatehouse.model.ServerLimits;
import io.gatehouse.model.ServerLink;
import io.gatehouse.model.Source;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The servers of a backend. */
final class ServerBuilder {
  private static final Duration INTER = Duration.ofSeconds(2);
  private static final Duration PURGE_DELAY = Duration.ofSeconds(5);
  private static final int RISE = 2;
  private static final int FALL = 3;

  private final SectionDraft backend;
  private final HealthCheckerSpec checker;
  private final Map<String, HealthCheckerSpec> healthChecks;
  private final TlsBuilder tls;
  private final Diagnostics diagnostics;
  private final ProtocolBuilder protocols;

  /**
   * @param checker what the backend's servers are checked with
   * @param healthChecks sections that a server may name instead
   * @param tls of the same configuration
   */
  ServerBuilder(
      SectionDraft backend,
      HealthCheckerSpec checker,
      Map<String, HealthCheckerSpec> healthChecks,
      TlsBuilder tls,
      Diagnostics diagnostics) {
    this.tls = tls;
    this.backend = backend;
    this.checker = checker;
    this.healthChecks = healthChecks;
    this.diagnostics = diagnostics;
    this.protocols = new ProtocolBuilder(backend, diagnostics);
  }

  List<Server> all() {
    Map<Integer, ServerDraft> taken = new HashMap<>();
    for (ServerDraft draft : backend.servers()) {
      Optional<Integer> id = draft.values().get(ServerSettings.ID);
      ServerDraft other = id.isPresent() ? taken.putIfAbsent(id.get(), draft) : null;
      if (other != null) {
        diagnostics.error(
            draft.values().at(ServerSettings.ID).orElse(draft.at()),
            "id %d is taken by server '%s'".formatted(id.orElse(0), other.name()),
            Diagnostics.firstDefined(other.at().start()));
      }
    }
    List<Server> servers = new ArrayList<>();
    int next = 1;
    for (ServerDraft draft : backend.servers()) {
      while (taken.containsKey(next)) {
        next++;
      }
      Optional<Integer> own = draft.values().get(ServerSettings.ID);
      servers.add(server(draft, own.orElse(next)));
      next += own.isPresent() ? 0 : 1;
    }
    return servers;
  }

  private Server server(ServerDraft draft, int id) {
    Values values = draft.values();
    // The records of a service say its port.
    boolean inet =
        draft.address().endpoint() instanceof Endpoint.Inet named && !named.host().startsWith("_");
    // Without a port of its own the server gets the port the client connected to.
    boolean offset = inet && !(draft.address().ports() instanceof Ports.Fixed);
    return new Server(
        draft.name(),
        id,
        draft.address().single(),
        offset,
        values.get(ServerSettings.WEIGHT, 1),
        values.is(ServerSettings.BACKUP),
        values.is(ServerSettings.DISABLED),
        limits(values),
        check(draft, offset),
        values.get(ServerSettings.COOKIE),
        values.is(ServerSettings.NON_STICK),
        values.get(ServerSettings.HASH_KEY, HashKey.ID),
        link(values),
        health(values),
        resolution(values));
  }

  /** What stands in for a server where none is chosen; logs show it as HAProxy does. */
  static Server direct(Endpoint endpoint, boolean portOffset, Values proxy) {
    ServerLink link =
        new ServerLink(
            proxy.get(ServerSettings.SOURCE),
            SendProxy.NONE,
            false,
            Duration.ZERO,
            "",
            Optional.empty(),
            false);
    return new Server(
        "<NOSRV>",
        0,
        endpoint,
        portOffset,
        1,
        false,
        false,
        limits(new Values()),
        Optional.empty(),
        Optional.empty(),
        true,
        HashKey.ID,
        link,
        ServerHealth.DEFAULT,
        Resolution.NONE);
  }

  private ServerLink link(Values values) {
    boolean second = values.is(ServerSettings.SEND_PROXY_V2);
    int version = second ? 2 : values.is(ServerSettings.SEND_PROXY) ? 1 : 0;
    return new ServerLink(
        source(values),
        new SendProxy(
            version,
            values.get(ServerSettings.PROXY_OPTIONS, Set.of()),
            values.list(ServerSettings.PROXY_ELEMENTS)),
        values.is(ServerSettings.FAST_OPEN),
        values.get(ServerSettings.USER_TIMEOUT, Duration.ZERO),
        values.get(ServerSettings.REDIR, ""),
        values.get(ServerSettings.SOCKS),
        protocols.http2(values));
  }

  private Optional<Source> source(Values values) {
    Optional<Source> source =
        values.get(ServerSettings.SOURCE).or(() -> backend.values().get(ServerSettings.SOURCE));
    boolean asks = source.isPresent() && source.get().foreign() instanceof Source.Foreign.Header;
    if (asks && ProxyBuilder.mode(backend) != Mode.HTTP) {
      Optional<Span> own = values.at(ServerSettings.SOURCE);
      diagnostics.warning(
          own.or(() -> backend.values().at(ServerSettings.SOURCE)).orElseThrow(),
          "'usesrc hdr_ip' needs 'mode http', there will be no connections to servers of '%s'"
              .formatted(backend.name()));
    }
    return source;
  }

  private ServerHealth health(Values values) {
    Observe standard = ServerHealth.DEFAULT.observe();
    return new ServerHealth(
        values
            .get(ServerSettings.TRACK)
            .map(
                to ->
                    new ServerHealth.Track(
                        to.backend().isEmpty() ? backend.name() : to.backend(), to.server())),
        values.get(ServerSettings.RISE, RISE),
        values.get(ServerSettings.INIT_STATE, ServerHealth.InitState.NONE),
        new Observe(
            values.get(ServerSettings.OBSERVE, standard.layer()),
            values.get(ServerSettings.ON_ERROR, standard.onError()),
            values.get(ServerSettings.ERROR_LIMIT, standard.errorLimit())),
        values.is(ServerSettings.ON_MARKED_DOWN),
        values.is(ServerSettings.ON_MARKED_UP),
        values.get(ServerSettings.INIT_ADDR, ServerHealth.DEFAULT.firstAddress()),
        agent(values));
  }

  /** Without a port there is nobody to ask, which was said. */
  private static Optional<AgentCheck> agent(Values values) {
    Optional<Integer> port =
        values.get(ServerSettings.AGENT_PORT).or(() -> values.get(ServerSettings.CHECK_PORT));
    if (!values.is(ServerSettings.AGENT_CHECK) || port.isEmpty()) {
      return Optional.empty();
    }
    Duration inter =
        values.get(ServerSettings.AGENT_INTER).orElse(values.get(ServerSettings.INTER, INTER));
    Optional<String> address =
        values.get(ServerSettings.AGENT_ADDRESS).or(() -> values.get(ServerSettings.CHECK_ADDRESS));
    Check check =
        new Check(
            inter,
            inter,
            inter,
            1,
            1,
            address,
            port,
            0,
            false,
            Optional.empty(),
            Optional.empty(),
            false);
    return Optional.of(new AgentCheck(check, values.get(ServerSettings.AGENT_SEND, "")));
  }

  private static Resolution resolution(Values values) {
    return new Resolution(
        values.get(ServerSettings.RESOLVERS, ""),
        values.get(ServerSettings.PREFER_IPV4, false),
        values.list(ServerSettings.RESOLVE_NETWORKS),
        values.is(ServerSettings.DUPLICATES),
        values.is(ServerSettings.IGNORE_WEIGHT));
  }

  private static ServerLimits limits(Values values) {
    int minconn = values.get(ServerSettings.MINCONN, 0);
    return new ServerLimits(
        // A minconn above maxconn raises it, and alone it is both, as in HAProxy.
        Math.max(values.get(ServerSettings.MAXCONN, 0), minconn),
        minconn,
        values.get(ServerSettings.MAXQUEUE, 0),
        values.get(ServerSettings.SLOWSTART, Duration.ZERO),
        values.get(ServerSettings.POOL_MAX_CONN, -1),
        values.get(ServerSettings.POOL_PURGE_DELAY, PURGE_DELAY),
        values.get(ServerSettings.MAX_REUSE, -1));
  }

  private Optional<Check> check(ServerDraft draft, boolean offset) {
    Values values = draft.values();
    if (!values.is(ServerSettings.CHECK)) {
      return Optional.empty();
    }
    Optional<Integer> port = values.get(ServerSettings.CHECK_PORT);
    Optional<HealthCheckerSpec> own = checker(draft);
    if (offset && port.isEmpty() && placed(draft) && own.orElse(checker).needsPort()) {
      diagnostics.error(
          draft.addressAt(),
          "server '%s' is checked but has neither a port of its own nor 'port'"
              .formatted(draft.name()));
    }
    Duration inter = values.get(ServerSettings.INTER, INTER);
    return Optional.of(
        new Check(
            inter,
            values.get(ServerSettings.FASTINTER, inter),
            values.get(ServerSettings.DOWNINTER, inter),
            values.get(ServerSettings.RISE, RISE),
            values.get(ServerSettings.FALL, FALL),
            values.get(ServerSettings.CHECK_ADDRESS),
            port,
            proxyVersion(values),
            values.is(ServerSettings.CHECK_VIA_SOCKS),
            own,
            tls.build(draft, own.orElse(checker).needsTls()),
            protocols.checkHttp2(draft, own.orElse(checker))));
  }

  /**
   * Whether the place that is checked is an address: then a port is missed at once. One that a name
   * has, or that is any address, is found to be unreachable by the check itself, as in HAProxy.
   */
  private static boolean placed(ServerDraft draft) {
    Optional<String> other = draft.values().get(ServerSettings.CHECK_ADDRESS);
    if (other.isPresent() && !any(other.get())) {
      return literal(other.get());
    }
    return draft.address().endpoint() instanceof Endpoint.Inet inet
        && literal(inet.host())
        && !any(inet.host());
  }

  private static boolean literal(String host) {
    try {
      return !InetAddress.ofLiteral(host).isAnyLocalAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  private static boolean any(String host) {
    return host.isEmpty() || host.equals("*") || host.equals("0.0.0.0") || host.equals("::");
  }

  private Optional<HealthCheckerSpec> checker(ServerDraft draft) {
    Optional<String> name = draft.values().get(ServerSettings.HEALTH_CHECK);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    HealthCheckerSpec found = healthChecks.get(name.get());
    if (found == null) {
      diagnostics.error(
          draft.values().at(ServerSettings.HEALTH_CHECK).orElse(draft.at()),
          "healthcheck section '%s' not found for server '%s'".formatted(name.get(), draft.name()),
          Suggestions.didYouMean(name.get(), healthChecks.keySet()));
    }
    return Optional.ofNullable(found);
  }

  /** A check of the server's own address and port begins as its traffic does. */
  private static int proxyVersion(Values values) {
    int version = values.is(ServerSettings.SEND_PROXY_V2) ? 2 : 1;
    boolean traffic = version == 2 || values.is(ServerSettings.SEND_PROXY);
    boolean elsewhere =
        values.get(ServerSettings.CHECK_PORT).isPresent()
            || values.get(ServerSettings.CHECK_ADDRESS).isPresent();
    return values.is(ServerSettings.CHECK_SEND_PROXY) || traffic && !elsewhere ? version : 0;
  }
}
