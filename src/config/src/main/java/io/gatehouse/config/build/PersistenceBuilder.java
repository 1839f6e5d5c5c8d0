package io.gatehouse.config.build;

import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import io.gatehouse.api.persist.SessionPersistenceSpec.ServerFacts;
import io.gatehouse.config.haproxy.Flags;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.ServerDraft;
import io.gatehouse.config.haproxy.ServerSettings;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Persistence;
import io.gatehouse.model.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How a backend keeps sessions with their servers, and where that cannot work. */
final class PersistenceBuilder {
  private final SectionDraft draft;
  private final Values values;
  private final Diagnostics diagnostics;

  PersistenceBuilder(SectionDraft draft, Diagnostics diagnostics) {
    this.draft = draft;
    this.values = draft.values();
    this.diagnostics = diagnostics;
  }

  Persistence build(List<Server> servers) {
    String key = values.get(ProxySettings.DYNAMIC_COOKIE_KEY, "");
    List<SessionPersistenceSpec> specs = specs();
    cookies();
    List<ServerFacts> facts =
        servers.stream().map(s -> new ServerFacts(s.name(), s.cookie(), !s.portOffset())).toList();
    PersistenceSetup setup = new PersistenceSetup(draft.name(), key, () -> 0, () -> 0);
    for (SessionPersistenceSpec spec : specs) {
      if (!facts.isEmpty()) {
        spec.doubts(facts, setup).forEach(doubt -> diagnostics.warning(at(), doubt));
      }
    }
    return new Persistence(
        specs,
        draft.rules().map(ProxyRules::persistRules).orElse(List.of()),
        draft.rules().map(ProxyRules::sticks).orElse(List.of()),
        values.is(Flags.PERSIST),
        key);
  }

  private List<SessionPersistenceSpec> specs() {
    Map<String, SessionPersistenceSpec> all = values.get(ProxySettings.PERSISTENCES, Map.of());
    List<SessionPersistenceSpec> usable = new ArrayList<>();
    for (SessionPersistenceSpec spec : all.values()) {
      if (spec.http() && ProxyBuilder.mode(draft) != Mode.HTTP) {
        diagnostics.warning(
            at(),
            "'%s' needs 'mode http', it is ignored in '%s'".formatted(spec.name(), draft.name()));
      } else {
        usable.add(spec);
      }
    }
    usable.sort(Comparator.comparingInt(SessionPersistenceSpec::rank));
    return usable;
  }

  /**
   * A server's cookie tells that its author expected sessions to stick. Where a line is there, why
   * it has no effect was said of that line.
   */
  private void cookies() {
    if (values.is(ProxySettings.COOKIE_LINE)) {
      return;
    }
    for (ServerDraft server : draft.servers()) {
      server
          .values()
          .at(ServerSettings.COOKIE)
          .ifPresent(
              at ->
                  diagnostics.notice(
                      at,
                      "the cookie of server '%s' is not used, '%s' has no 'cookie' line"
                          .formatted(server.name(), draft.name())));
    }
  }

  private Span at() {
    return values.at(ProxySettings.PERSISTENCES).orElseGet(() -> draft.header().span());
  }
}
