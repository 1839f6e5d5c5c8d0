package io.gatehouse.dataplane;

import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.model.Backend;
import io.gatehouse.model.Bind;
import io.gatehouse.model.BindFlags;
import io.gatehouse.model.BindSocket;
import io.gatehouse.model.CaptureSettings;
import io.gatehouse.model.Check;
import io.gatehouse.model.CheckPolicy;
import io.gatehouse.model.CheckSpread;
import io.gatehouse.model.ClientTimeouts;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.ErrorPages;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Global;
import io.gatehouse.model.HttpOptions;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogSettings;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Pattern;
import io.gatehouse.model.Patterns;
import io.gatehouse.model.Persistence;
import io.gatehouse.model.ProcessSettings;
import io.gatehouse.model.ProcessVariable;
import io.gatehouse.model.Proxy;
import io.gatehouse.model.Resolution;
import io.gatehouse.model.RetrySettings;
import io.gatehouse.model.Rule;
import io.gatehouse.model.RuleSets;
import io.gatehouse.model.Server;
import io.gatehouse.model.ServerHealth;
import io.gatehouse.model.ServerLimits;
import io.gatehouse.model.ServerLink;
import io.gatehouse.model.ServerTimeouts;
import io.gatehouse.model.StateFiles;
import io.gatehouse.model.StateSource;
import io.gatehouse.model.StatsSettings;
import io.gatehouse.model.TcpOptions;
import io.gatehouse.model.Tune;
import io.gatehouse.model.UniqueId;
import io.gatehouse.model.UnixOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the small model that a test needs: one frontend "fe" and one backend "be". */
final class Models {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final LogOrigin ORIGIN = new LogOrigin("gatehouse", Optional.empty());

  private final Mode mode;
  private final List<Server> servers = new ArrayList<>();
  Backend.ReuseMode reuse = Backend.ReuseMode.SAFE;
  HttpOptions.ConnectionMode connection = HttpOptions.ConnectionMode.KEEP_ALIVE;
  Optional<HttpOptions.AddressHeader> forwardFor = Optional.empty();
  Optional<Frontend.Monitor> monitor = Optional.empty();
  Duration serverTimeout = LONG;
  Duration connectTimeout = LONG;
  Duration queueTimeout = LONG;
  Duration requestTimeout = LONG;
  HealthCheckerSpec checker = new NoChecks("none");
  Optional<Check> check = Optional.empty();
  int maxconn;
  int retries = 3;
  int redispatch;
  int frontendMaxconn;
  List<Rule> tcpConnection = List.of();
  List<Rule> httpRequest = List.of();
  List<Rule> httpResponse = List.of();

  Models(Mode mode) {
    this.mode = mode;
  }

  Models server(int port) {
    int id = servers.size() + 1;
    servers.add(
        new Server(
            "s" + id,
            id,
            new Endpoint.Inet("127.0.0.1", port, Endpoint.Family.IPV4),
            false,
            1,
            false,
            false,
            new ServerLimits(maxconn, 0, 0, Duration.ZERO, -1, Duration.ofSeconds(5), -1),
            check,
            Optional.empty(),
            false,
            Server.HashKey.ID,
            ServerLink.PLAIN,
            ServerHealth.DEFAULT,
            Resolution.NONE));
    return this;
  }

  private Proxy proxy(String name, Proxy.Kind kind) {
    return new Proxy(
        name,
        1,
        kind,
        mode,
        false,
        "",
        new HttpOptions(
            connection,
            forwardFor,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            true),
        TcpOptions.STANDARD,
        kind == Proxy.Kind.FRONTEND
            ? new RuleSets(
                tcpConnection,
                List.of(),
                List.of(),
                httpRequest,
                List.of(),
                httpResponse,
                List.of(),
                Duration.ZERO,
                Duration.ZERO)
            : noRules(),
        ErrorPages.BUILT_IN);
  }

  private static RuleSets noRules() {
    List<Rule> none = List.of();
    return new RuleSets(none, none, none, none, none, none, none, Duration.ZERO, Duration.ZERO);
  }

  private static LogSettings log() {
    return new LogSettings(
        List.of(),
        ORIGIN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        false);
  }

  private Frontend frontend() {
    Bind bind =
        new Bind(
            new Endpoint.Inet("127.0.0.1", 0, Endpoint.Family.IPV4),
            1,
            "",
            0,
            0,
            BindFlags.NONE,
            UnixOwner.UNSET,
            BindSocket.STANDARD,
            Bind.Protocol.EITHER,
            0);
    return new Frontend(
        proxy("fe", Proxy.Kind.FRONTEND),
        List.of(bind),
        frontendMaxconn,
        new ClientTimeouts(LONG, LONG, requestTimeout, LONG, LONG),
        log(),
        CaptureSettings.NONE,
        UniqueId.NONE,
        monitor,
        List.of(),
        Optional.of("be"),
        0);
  }

  private Backend backend() {
    return new Backend(
        proxy("be", Proxy.Kind.BACKEND),
        new Rotation("roundrobin"),
        HashSettings.DEFAULT,
        servers,
        List.of(),
        Optional.empty(),
        Persistence.NONE,
        new ServerTimeouts(
            connectTimeout, serverTimeout, LONG, queueTimeout, LONG, Duration.ZERO, LONG),
        new RetrySettings(retries, redispatch, Set.of(RetrySettings.On.CONN_FAILURE)),
        reuse,
        new CheckPolicy(checker, false, false),
        log(),
        StateSource.NONE,
        0,
        false);
  }

  /** Servers are taken to be up. */
  private record NoChecks(String name) implements HealthCheckerSpec {
    @Override
    public HealthChecker create() {
      return this::passed;
    }

    private CheckResult passed(CheckTarget target) {
      throw new IllegalStateException("nobody checks " + target);
    }
  }

  GatewayModel build() {
    Global global =
        new Global(
            0,
            1,
            new ProcessSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                ProcessSettings.Descriptors.DEFAULT,
                "node",
                ""),
            Tune.DEFAULT,
            ORIGIN,
            List.of(),
            List.of(),
            new StatsSettings(LONG, 10),
            LONG,
            CheckSpread.NONE,
            StateFiles.NONE,
            List.of());
    return new GatewayModel(
        global,
        List.of(frontend()),
        List.of(backend()),
        new Patterns(List.of(), Models::pattern),
        Models::variable,
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        VipConfiguration.NONE);
  }

  private static ProcessVariable variable(String name, boolean format, String text) {
    throw new IllegalStateException("nobody sets " + name);
  }

  private static Pattern pattern(MatchMethod method, boolean ignoreCase, String text) {
    return new Pattern.Text(text);
  }

  /** Starts it on one event loop, so that idle connections are shared. */
  DataPlane start() {
    return DataPlane.start(build(), DataPlaneSettings.of("auto", 1));
  }

  static int port(DataPlane plane) {
    return ((java.net.InetSocketAddress) plane.address("fe")).getPort();
  }
}
