package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.rule.SampleType;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.StickTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where stick tables are named; whether they exist is known when all sections were read. */
public final class TableUses {
  private final List<Use> uses = new ArrayList<>();

  private record Use(String table, SampleType key, Span at) {}

  void add(String table, SampleType key, Span at) {
    uses.add(new Use(table, key, at));
  }

  /** Reports names that no section has, and keys that do not fit. */
  public void check(Map<String, StickTable> tables, Diagnostics diagnostics) {
    for (Use use : uses) {
      StickTable table = tables.get(use.table());
      if (table == null) {
        diagnostics.error(
            use.at(),
            "no stick-table is declared in '%s'".formatted(use.table()),
            Suggestions.didYouMean(use.table(), tables.keySet()));
      } else if (!TypeCasts.possible(use.key(), table.type().sample())) {
        diagnostics.error(
            use.at(),
            "the keys of stick-table '%s' are %s, which cannot be made of %s"
                .formatted(
                    use.table(), TypeNames.of(table.type().sample()), TypeNames.of(use.key())));
      }
    }
  }
}
