package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.ServerDraft;
import io.gatehouse.config.haproxy.ServerSettings;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Resolvers;
import java.util.List;
import java.util.Map;

/** What servers that are given by names, and rules, ask of the {@code resolvers} sections. */
final class NameChecks {
  private final List<String> sections;
  private final Diagnostics diagnostics;

  NameChecks(List<Resolvers> resolvers, Diagnostics diagnostics) {
    this.sections = resolvers.stream().map(Resolvers::name).toList();
    this.diagnostics = diagnostics;
  }

  void run(List<SectionDraft> proxies) {
    for (SectionDraft proxy : proxies) {
      proxy.servers().forEach(this::check);
    }
  }

  /** The sections that rules ask. */
  void run(Map<String, Span> asked) {
    asked.forEach(
        (name, at) -> {
          if (!sections.contains(name)) {
            unknown(name, at);
          }
        });
  }

  private void unknown(String section, Span at) {
    diagnostics.error(
        at,
        "no 'resolvers' section is named '%s'".formatted(section),
        Suggestions.didYouMean(section, sections));
  }

  private void check(ServerDraft server) {
    String section = server.values().get(ServerSettings.RESOLVERS, "");
    boolean service =
        server.address().endpoint() instanceof Endpoint.Inet inet && inet.host().startsWith("_");
    if (!section.isEmpty() && !sections.contains(section)) {
      unknown(section, server.values().at(ServerSettings.RESOLVERS).orElse(server.at()));
    } else if (service && section.isEmpty()) {
      diagnostics.warning(
          server.addressAt(),
          "server '%s' names a service, but no 'resolvers': it will never have an address"
              .formatted(server.name()));
    }
  }
}
