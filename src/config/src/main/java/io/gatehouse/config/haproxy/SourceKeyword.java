package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.Map;
import java.util.Set;

/** {@code source}: the address from which a backend's servers are contacted. */
final class SourceKeyword implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of("source", SectionKind.SERVER);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    Values values = new Values();
    SourceWords.read(s.cursor(), values, false);
    s.cursor().end();
    values.get(ServerSettings.SOURCE).ifPresent(source -> s.set(ServerSettings.SOURCE, source));
  }
}
