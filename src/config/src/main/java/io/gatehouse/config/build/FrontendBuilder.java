package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.haproxy.rule.CaptureSlots;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.model.CaptureSettings;
import io.gatehouse.model.ClientTimeouts;
import io.gatehouse.model.Condition;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.Frontend.Monitor;
import io.gatehouse.model.Frontend.UseBackend;
import io.gatehouse.model.Mode;
import io.gatehouse.model.UniqueId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The client's half of a {@code frontend} or {@code listen} section. */
final class FrontendBuilder {
  private final SectionDraft draft;
  private final Values values;
  private final LogBuilder logs;

  FrontendBuilder(SectionDraft draft, LogBuilder logs) {
    this.draft = draft;
    this.values = draft.values();
    this.logs = logs;
  }

  Frontend build(int id) {
    List<UseBackend> backends = draft.rules().map(ProxyRules::useBackends).orElse(List.of());
    int maxconn = values.get(ProxySettings.MAXCONN, 0);
    return new Frontend(
        ProxyBuilder.build(draft, id),
        BindBuilder.all(draft.binds(), values.get(ProxySettings.BACKLOG, 0), maxconn),
        maxconn,
        timeouts(),
        logs.build(draft),
        captures(),
        new UniqueId(
            values.get(ProxySettings.UNIQUE_ID_FORMAT), values.get(ProxySettings.UNIQUE_ID_HEADER)),
        monitor(),
        backends,
        defaultBackend(draft),
        values.get(ProxySettings.RATE_LIMIT, 0));
  }

  /** A listen section is its own default. */
  static Optional<String> defaultBackend(SectionDraft draft) {
    return draft
        .rules()
        .flatMap(ProxyRules::defaultBackend)
        .or(() -> draft.defaults().flatMap(ProxyRules::defaultBackend))
        .or(() -> draft.kind().backend() ? Optional.of(draft.name()) : Optional.empty());
  }

  private CaptureSettings captures() {
    Optional<CaptureSlots> slots = draft.rules().map(ProxyRules::captures);
    return new CaptureSettings(
        slots.map(CaptureSlots::request).orElse(List.of()),
        slots.map(CaptureSlots::response).orElse(List.of()),
        values.get(ProxySettings.CAPTURE_COOKIE));
  }

  private ClientTimeouts timeouts() {
    Duration client = values.get(ProxySettings.CLIENT, Duration.ZERO);
    Duration request = values.get(ProxySettings.HTTP_REQUEST, client);
    return new ClientTimeouts(
        client,
        values.get(ProxySettings.CLIENT_FIN, Duration.ZERO),
        request,
        values.get(ProxySettings.HTTP_KEEP_ALIVE, request),
        tarpit(values));
  }

  static Duration tarpit(Values values) {
    return values.get(ProxySettings.TARPIT, values.get(ProxySettings.CONNECT, Duration.ZERO));
  }

  private Optional<Monitor> monitor() {
    List<Condition> fail = draft.rules().map(ProxyRules::monitorFail).orElse(List.of());
    boolean http =
        values.get(ProxySettings.CHECKER).filter(c -> c.name().equals("httpchk")).isPresent();
    Monitor monitor =
        new Monitor(
            values.get(ProxySettings.MONITOR_URI),
            values.get(ProxySettings.MONITOR_NET),
            fail,
            http && ProxyBuilder.mode(draft) == Mode.HEALTH);
    boolean used = monitor.uri().isPresent() || monitor.net().isPresent() || monitor.http();
    return used ? Optional.of(monitor) : Optional.empty();
  }
}
