package io.gatehouse.config.build;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.config.haproxy.Flags;
import io.gatehouse.config.haproxy.LoadContext;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Backend;
import io.gatehouse.model.Backend.ReuseMode;
import io.gatehouse.model.CheckPolicy;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Mode;
import io.gatehouse.model.RetrySettings;
import io.gatehouse.model.Server;
import io.gatehouse.model.ServerTimeouts;
import io.gatehouse.model.StateSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The servers' half of a {@code backend} or {@code listen} section. */
final class BackendBuilder {
  private static final int RETRIES = 3;

  private final SectionDraft draft;
  private final Values values;
  private final LogBuilder logs;
  private final LoadContext context;
  private final boolean preserveEnvironment;
  private final TlsBuilder tls;

  /**
   * @param preserveEnvironment whether commands of checks inherit ours
   */
  BackendBuilder(
      SectionDraft draft,
      LogBuilder logs,
      LoadContext context,
      boolean preserveEnvironment,
      TlsBuilder tls) {
    this.tls = tls;
    this.preserveEnvironment = preserveEnvironment;
    this.draft = draft;
    this.values = draft.values();
    this.logs = logs;
    this.context = context;
  }

  /** Empty when no plugin could be had, which was reported. */
  Optional<Backend> build(int id, int fullconn) {
    Optional<BalancerSpec> balance = balance();
    Optional<HealthCheckerSpec> checker = checker();
    if (balance.isEmpty() || checker.isEmpty()) {
      return Optional.empty();
    }
    List<Server> servers =
        new ServerBuilder(draft, checker.get(), context.healthChecks(), tls, context.diagnostics())
            .all();
    return Optional.of(
        new Backend(
            ProxyBuilder.build(draft, id),
            balance.get(),
            hash(),
            servers,
            draft.rules().map(ProxyRules::useServers).orElse(List.of()),
            direct(),
            new PersistenceBuilder(draft, context.diagnostics()).build(servers),
            timeouts(),
            new RetrySettings(
                values.get(ProxySettings.RETRIES, RETRIES),
                values.get(ProxySettings.REDISPATCH, 0),
                values.get(ProxySettings.RETRY_ON, Set.of(RetrySettings.On.CONN_FAILURE))),
            values.get(ProxySettings.REUSE, ReuseMode.SAFE),
            new CheckPolicy(checker.get(), values.is(Flags.LOG_HEALTH_CHECKS), preserveEnvironment),
            logs.build(draft),
            states(),
            values.get(ProxySettings.FULLCONN, fullconn),
            values.is(Flags.ALL_BACKUPS)));
  }

  /** With a {@code balance} line of its own the algorithm has the say, as in HAProxy. */
  private Optional<Server> direct() {
    Optional<Endpoint> dispatch = values.get(ProxySettings.DISPATCH);
    boolean transparent = values.is(ProxySettings.TRANSPARENT);
    if (dispatch.isEmpty() && !transparent) {
      return Optional.empty();
    }
    if (values.get(ProxySettings.BALANCE).isPresent()) {
      context
          .diagnostics()
          .warning(
              at(dispatch.isPresent() ? ProxySettings.DISPATCH : ProxySettings.TRANSPARENT),
              "'%s' is ignored because backend '%s' has a 'balance' line"
                  .formatted(
                      dispatch.isPresent() ? "dispatch" : "option transparent", draft.name()));
      return Optional.empty();
    }
    Endpoint everywhere = new Endpoint.Inet("0.0.0.0", 0, Endpoint.Family.ANY);
    return Optional.of(
        ServerBuilder.direct(dispatch.orElse(everywhere), dispatch.isEmpty(), values));
  }

  private Optional<BalancerSpec> balance() {
    Optional<BalancerSpec> chosen = values.get(ProxySettings.BALANCE);
    if (chosen.isPresent() && !(chosen.get().http() && ProxyBuilder.mode(draft) != Mode.HTTP)) {
      return chosen;
    }
    if (chosen.isPresent()) {
      context
          .diagnostics()
          .warning(
              at(ProxySettings.BALANCE),
              "'balance %s' needs 'mode http', backend '%s' uses 'roundrobin'"
                  .formatted(chosen.get().name(), draft.name()));
    }
    Optional<BalancerPlugin> plugin = context.vocabulary().balancer("roundrobin");
    return plugin.isEmpty()
        ? missing("balance algorithm 'roundrobin'")
        : parse(() -> plugin.get().parse(noArguments()));
  }

  private Optional<HealthCheckerSpec> checker() {
    Optional<HealthCheckerSpec> chosen = values.get(ProxySettings.CHECKER);
    if (chosen.isPresent()) {
      return chosen.map(this::withSteps);
    }
    Optional<HealthCheckerPlugin> plugin = context.vocabulary().checker("tcp");
    return plugin.isEmpty()
        ? missing("health check 'tcp'")
        : parse(() -> plugin.get().parse(noArguments()));
  }

  private HealthCheckerSpec withSteps(HealthCheckerSpec checker) {
    return switch (checker.name()) {
      case "httpchk" -> checker.with(values.list(ProxySettings.HTTP_CHECK_STEPS));
      case "external-check" -> checker.with(values.list(ProxySettings.EXTERNAL_CHECK_STEPS));
      case "tcp-check" -> checker.with(values.list(ProxySettings.TCP_CHECK_STEPS));
      default -> checker;
    };
  }

  private Cursor noArguments() {
    return draft.header().cursor(draft.header().size(), context.diagnostics());
  }

  /** Reads a plugin's words. */
  private interface Parsing<T> {
    T parse() throws ArgumentException;
  }

  private <T> Optional<T> parse(Parsing<T> parsing) {
    try {
      return Optional.of(parsing.parse());
    } catch (ArgumentException problem) {
      context.diagnostics().error(draft.header().span(), String.valueOf(problem.getMessage()));
      return Optional.empty();
    }
  }

  private <T> Optional<T> missing(String what) {
    context.diagnostics().error(draft.header().span(), "no plugin offers " + what);
    return Optional.empty();
  }

  private Span at(io.gatehouse.config.haproxy.Setting<?> setting) {
    return values.at(setting).orElseGet(() -> draft.header().span());
  }

  private StateSource states() {
    return switch (values.get(ProxySettings.STATE_SOURCE, "none")) {
      case "global" -> new StateSource.Shared();
      case "local" -> {
        String name = values.get(ProxySettings.STATE_NAME, "");
        yield new StateSource.Own(name.isEmpty() ? draft.name() : name);
      }
      default -> StateSource.NONE;
    };
  }

  private HashSettings hash() {
    HashSettings type = values.get(ProxySettings.HASH, HashSettings.DEFAULT);
    return new HashSettings(
        type.method(),
        type.function(),
        type.avalanche(),
        values.get(ProxySettings.HASH_FACTOR, 0),
        values.get(ProxySettings.AFFINITY, HashSettings.Affinity.ALWAYS));
  }

  private ServerTimeouts timeouts() {
    Duration connect = values.get(ProxySettings.CONNECT, Duration.ZERO);
    return new ServerTimeouts(
        connect,
        values.get(ProxySettings.SERVER, Duration.ZERO),
        values.get(ProxySettings.SERVER_FIN, Duration.ZERO),
        values.get(ProxySettings.QUEUE, connect),
        values.get(ProxySettings.TUNNEL, Duration.ZERO),
        values.get(ProxySettings.CHECK, Duration.ZERO),
        FrontendBuilder.tarpit(values));
  }
}
