package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.BindDraft;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.SectionKind;
import io.gatehouse.config.haproxy.ServerDraft;
import io.gatehouse.config.haproxy.ServerSettings;
import io.gatehouse.config.haproxy.Setting;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.config.haproxy.rule.ProxyRules.Reference;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.Mode;
import io.gatehouse.model.RetrySettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What only shows when all sections are known: names, modes, and traps. */
final class CrossChecks {
  private final List<SectionDraft> proxies;
  private final Diagnostics diagnostics;
  private final Map<String, SectionDraft> backends = new LinkedHashMap<>();
  private boolean maxconnTold;

  CrossChecks(List<SectionDraft> proxies, Diagnostics diagnostics) {
    this.proxies = proxies;
    this.diagnostics = diagnostics;
    for (SectionDraft draft : proxies) {
      if (draft.kind().backend()) {
        backends.putIfAbsent(draft.name(), draft);
      }
    }
  }

  void run() {
    for (SectionDraft draft : proxies) {
      if (draft.values().is(ProxySettings.DISABLED)) {
        continue;
      }
      if (draft.kind().frontend()) {
        frontend(draft);
      }
      if (draft.kind().backend()) {
        serverNames(draft);
        fastOpening(draft);
        new HealthChecks(backends, diagnostics).run(draft);
      }
      if (ProxyBuilder.mode(draft) == Mode.HTTP) {
        draft.defaults().ifPresent(this::byteReaders);
        draft.rules().ifPresent(this::byteReaders);
      }
      timeouts(draft);
    }
  }

  /** What HAProxy calls "L6 sample fetches ignored on HTTP proxies". */
  private void byteReaders(ProxyRules rules) {
    for (Reference reference : rules.byteReaders()) {
      diagnostics.warning(
          reference.at(),
          "'%s' reads a connection's bytes as they come, which are not kept in mode http"
              .formatted(reference.name()),
          "what the messages say is read with 'req.*' and 'res.*' fetches such as 'req.body'");
    }
  }

  private void frontend(SectionDraft draft) {
    List<Reference> names = new ArrayList<>();
    draft.defaults().map(ProxyRules::backendNames).ifPresent(names::addAll);
    draft.rules().map(ProxyRules::backendNames).ifPresent(names::addAll);
    for (Reference reference : names) {
      SectionDraft target = backends.get(reference.name());
      if (target == null) {
        diagnostics.error(
            reference.at(),
            "no backend is named '%s'".formatted(reference.name()),
            Suggestions.didYouMean(reference.name(), backends.keySet()));
      } else {
        modes(draft, target, reference.at());
        loop(draft, target);
      }
    }
    if (draft.kind() == SectionKind.LISTEN) {
      loop(draft, draft);
    }
    if (draft.binds().isEmpty()) {
      diagnostics.warning(
          draft.header().span(),
          "%s '%s' has no 'bind' line, no client can reach it"
              .formatted(draft.kind().word(), draft.name()));
    }
    blindLog(draft);
    inheritedMaxconn(draft);
  }

  private void modes(SectionDraft frontend, SectionDraft backend, Span at) {
    Mode from = ProxyBuilder.mode(frontend);
    Mode to = ProxyBuilder.mode(backend);
    if (from == Mode.HTTP && to == Mode.TCP) {
      diagnostics.error(
          at,
          "frontend '%s' has mode http, but backend '%s' has mode tcp"
              .formatted(frontend.name(), backend.name()),
          "give both the same mode");
    }
  }

  /** A server that is the frontend's own listener: each request would come back for ever. */
  private void loop(SectionDraft frontend, SectionDraft backend) {
    for (ServerDraft server : backend.servers()) {
      for (BindDraft bind : frontend.binds()) {
        if (OwnAddress.reaches(server.address(), bind)) {
          diagnostics.warning(
              server.addressAt(),
              "server '%s' of backend '%s' is the listener of frontend '%s' itself: routing loop"
                  .formatted(server.name(), backend.name(), frontend.name()),
              "the listener is at " + bind.at().start());
        }
      }
    }
  }

  /** Without a format HAProxy logs one line at accept: no server, no bytes, no times. */
  private void blindLog(SectionDraft draft) {
    boolean logs =
        draft.values().is(ProxySettings.LOG_GLOBAL)
            || !draft.values().list(ProxySettings.LOGS).isEmpty();
    if (logs && draft.values().get(ProxySettings.LOG_FORMAT).isEmpty()) {
      boolean http = ProxyBuilder.mode(draft) == Mode.HTTP;
      diagnostics.warning(
          draft.header().span(),
          "%s '%s' logs neither servers nor times: add 'option %s'"
              .formatted(draft.kind().word(), draft.name(), http ? "httplog" : "tcplog"));
    }
  }

  private void inheritedMaxconn(SectionDraft draft) {
    Optional<Span> at = draft.values().at(ProxySettings.MAXCONN);
    if (!maxconnTold && at.isPresent() && !draft.values().own(ProxySettings.MAXCONN)) {
      maxconnTold = true;
      diagnostics.notice(
          at.get(),
          "'maxconn' of a defaults section bounds each frontend by itself, not the process;"
              + " excess connections wait unaccepted");
    }
  }

  private void serverNames(SectionDraft draft) {
    List<String> known = draft.servers().stream().map(ServerDraft::name).toList();
    for (Reference reference : draft.rules().map(ProxyRules::serverNames).orElse(List.of())) {
      if (!known.contains(reference.name())) {
        diagnostics.error(
            reference.at(),
            "backend '%s' has no server named '%s'".formatted(draft.name(), reference.name()),
            Suggestions.didYouMean(reference.name(), known));
      }
    }
  }

  private void fastOpening(SectionDraft draft) {
    Set<RetrySettings.On> repeated = draft.values().get(ProxySettings.RETRY_ON, Set.of());
    if (repeated.contains(RetrySettings.On.EMPTY_RESPONSE)
        && repeated.contains(RetrySettings.On.RESPONSE_TIMEOUT)) {
      return;
    }
    for (ServerDraft server : draft.servers()) {
      Optional<Span> at = server.values().at(ServerSettings.FAST_OPEN);
      if (at.isPresent() && server.values().is(ServerSettings.FAST_OPEN)) {
        diagnostics.warning(
            at.get(),
            "with 'tfo' a server that does not listen is found after the request was sent",
            "'retry-on conn-failure empty-response response-timeout' sends it to another one");
      }
    }
  }

  private void timeouts(SectionDraft draft) {
    List<String> missing = new ArrayList<>();
    if (draft.kind().frontend()) {
      missing(draft, ProxySettings.CLIENT, missing);
    }
    if (draft.kind().backend() && !draft.servers().isEmpty()) {
      missing(draft, ProxySettings.CONNECT, missing);
      missing(draft, ProxySettings.SERVER, missing);
    }
    if (!missing.isEmpty()) {
      diagnostics.warning(
          draft.header().span(),
          "missing timeouts for %s '%s': %s"
              .formatted(draft.kind().word(), draft.name(), String.join(", ", missing)),
          "without them an idle peer holds its connection for ever");
    }
  }

  private static void missing(
      SectionDraft draft, Setting<java.time.Duration> setting, List<String> into) {
    if (draft.values().get(setting).filter(time -> !time.isZero()).isEmpty()) {
      into.add("'" + setting.name() + "'");
    }
  }
}
