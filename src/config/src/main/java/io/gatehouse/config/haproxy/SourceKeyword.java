package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.Map;
import java.util.Set;

/** {@code source}: the address from which servers are contacted. */
final class SourceKeyword implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of("source", SectionKind.SERVER);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    Values values = new Values();
    ServerOptions.source(s.cursor(), values);
    s.cursor().end();
    values.get(ServerSettings.SOURCE).ifPresent(at -> s.set(ProxySettings.SOURCE, at));
    values.get(ServerSettings.INTERFACE).ifPresent(n -> s.set(ServerSettings.INTERFACE, n));
  }
}
