package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.ServerDraft;
import io.gatehouse.config.haproxy.ServerSettings;
import io.gatehouse.config.haproxy.ServerSettings.Track;
import io.gatehouse.config.haproxy.Setting;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.Mode;
import io.gatehouse.model.ServerHealth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the health options of a server ask of other servers and of its backend. */
final class HealthChecks {
  private final Map<String, SectionDraft> backends;
  private final Diagnostics diagnostics;

  HealthChecks(Map<String, SectionDraft> backends, Diagnostics diagnostics) {
    this.backends = backends;
    this.diagnostics = diagnostics;
  }

  void run(SectionDraft backend) {
    for (ServerDraft server : backend.servers()) {
      observes(backend, server);
      agents(server);
      if (tracked(server) != null) {
        tracks(backend, server);
      }
    }
  }

  private void observes(SectionDraft backend, ServerDraft server) {
    boolean layer7 =
        server
            .values()
            .get(ServerSettings.OBSERVE)
            .filter(ServerHealth.Layer.LAYER7::equals)
            .isPresent();
    if (layer7 && ProxyBuilder.mode(backend) != Mode.HTTP) {
      diagnostics.error(at(server, ServerSettings.OBSERVE), "'observe layer7' needs 'mode http'");
    }
  }

  private void agents(ServerDraft server) {
    boolean port =
        server.values().get(ServerSettings.AGENT_PORT).isPresent()
            || server.values().get(ServerSettings.CHECK_PORT).isPresent();
    if (server.values().is(ServerSettings.AGENT_CHECK) && !port) {
      diagnostics.error(
          at(server, ServerSettings.AGENT_CHECK),
          "server %s does not have agent port. Agent check has been disabled"
              .formatted(server.name()),
          "add 'agent-port'");
    }
  }

  private static @Nullable Track tracked(ServerDraft server) {
    return server.values().get(ServerSettings.TRACK).orElse(null);
  }

  private static Span at(ServerDraft server, Setting<?> setting) {
    return server.values().at(setting).orElse(server.at());
  }

  private void tracks(SectionDraft backend, ServerDraft server) {
    Span at = at(server, ServerSettings.TRACK);
    if (server.values().is(ServerSettings.CHECK)) {
      diagnostics.error(at, "a server is either checked or tracks another one, not both");
    }
    if (server.values().get(ServerSettings.INIT_STATE).isPresent()) {
      diagnostics.error(
          at(server, ServerSettings.INIT_STATE),
          "a server that tracks another one has no 'init-state' of its own");
    }
    follow(backend, server, at);
  }

  /** Goes to the end of the chain, where there must be a check. */
  private void follow(SectionDraft backend, ServerDraft server, Span at) {
    Set<ServerDraft> seen = new HashSet<>();
    SectionDraft of = backend;
    ServerDraft last = server;
    Track next = tracked(server);
    while (next != null) {
      if (!seen.add(last)) {
        diagnostics.error(at, "the servers tracked from here on track each other in a circle");
        return;
      }
      of = next.backend().isEmpty() ? of : backends.get(next.backend());
      if (of == null) {
        unknown(at, "backend", next.backend(), List.copyOf(backends.keySet()));
        return;
      }
      last = find(of, next.server());
      if (last == null) {
        List<String> names = of.servers().stream().map(ServerDraft::name).toList();
        unknown(at, "server of backend '" + of.name() + "'", next.server(), names);
        return;
      }
      next = tracked(last);
    }
    if (!last.values().is(ServerSettings.CHECK)) {
      diagnostics.error(
          at,
          "server '%s/%s' cannot be tracked: it has no 'check'".formatted(of.name(), last.name()));
    }
  }

  private static @Nullable ServerDraft find(SectionDraft backend, String name) {
    return backend.servers().stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private void unknown(Span at, String what, String name, List<String> known) {
    diagnostics.error(
        at, "no %s is named '%s'".formatted(what, name), Suggestions.didYouMean(name, known));
  }
}
