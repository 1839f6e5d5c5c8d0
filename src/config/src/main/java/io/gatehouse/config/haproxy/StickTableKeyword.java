package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.model.StickTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code stick-table}: one for each proxy, and it has the proxy's name. */
final class StickTableKeyword implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of("stick-table", SectionKind.NAMED);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    Optional<StickTable> other = s.values().get(ProxySettings.STICK_TABLE);
    if (other.isPresent()) {
      throw s.cursor()
          .error("'%s' has a stick-table already, there can be one".formatted(s.draft().name()));
    }
    TableWords words = new TableWords(s.cursor(), s.context().languages().tableUses());
    s.set(ProxySettings.STICK_TABLE, words.read(s.draft().name()));
  }
}
