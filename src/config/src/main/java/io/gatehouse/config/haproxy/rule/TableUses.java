package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.rule.SampleType;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.StickTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where stick tables are named; whether they exist is known when all sections were read. */
public final class TableUses {
  private final List<Use> uses = new ArrayList<>();
  private final List<Named> sections = new ArrayList<>();
  private final List<Named> targets = new ArrayList<>();

  private record Use(String table, SampleType key, Span at) {}

  /** A name, and in which table's declaration it stands. */
  private record Named(String by, String name, Span at) {}

  /** A table is shared with the nodes of this section. */
  public void peers(String section, Span at) {
    sections.add(new Named("", section, at));
  }

  /** A table hands on to another what it learns. */
  public void writeTo(String table, String target, Span at) {
    targets.add(new Named(table, target, at));
  }

  void add(String table, SampleType key, Span at) {
    uses.add(new Use(table, key, at));
  }

  /** Reports sections of nodes that are not there. */
  public void checkPeers(Set<String> known, Diagnostics diagnostics) {
    for (Named section : sections) {
      if (!known.contains(section.name())) {
        diagnostics.error(
            section.at(),
            "no 'peers' section is named '%s'".formatted(section.name()),
            Suggestions.didYouMean(section.name(), known));
      }
    }
  }

  /** Reports tables that cannot take what another one learns. */
  private void checkTargets(Map<String, StickTable> tables, Diagnostics diagnostics) {
    for (Named named : targets) {
      StickTable source = tables.get(named.by());
      StickTable target = tables.get(named.name());
      if (target == null) {
        diagnostics.error(
            named.at(),
            "no stick-table is declared in '%s'".formatted(named.name()),
            Suggestions.didYouMean(named.name(), tables.keySet()));
      } else if (!target.sharing().writeTo().isEmpty()) {
        diagnostics.error(
            named.at(),
            "'%s' writes to another table itself, it cannot be written to"
                .formatted(target.name()));
      } else if (source != null
          && (source.type() != target.type() || source.keyLength() != target.keyLength())) {
        diagnostics.error(
            named.at(),
            "the keys of '%s' are of another type or length than those of '%s'"
                .formatted(target.name(), source.name()));
      }
    }
  }

  /** Reports names that no section has, and keys that do not fit. */
  public void check(Map<String, StickTable> tables, Diagnostics diagnostics) {
    checkTargets(tables, diagnostics);
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
