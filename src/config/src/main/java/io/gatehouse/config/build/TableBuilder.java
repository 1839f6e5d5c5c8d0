package io.gatehouse.config.build;

import io.gatehouse.api.table.Datum;
import io.gatehouse.config.haproxy.HaproxyLanguage.Drafts;
import io.gatehouse.config.haproxy.LoadContext;
import io.gatehouse.config.haproxy.PeersDraft;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.model.StickRule;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The stick tables of all sections, and whether those that rules name are among them. */
final class TableBuilder {
  private final List<SectionDraft> proxies;
  private final List<PeersDraft> peers;
  private final LoadContext context;
  private final Map<String, SectionDraft> declaredIn = new LinkedHashMap<>();

  TableBuilder(Drafts drafts, LoadContext context) {
    this.proxies = drafts.proxies();
    this.peers = drafts.peers();
    this.context = context;
  }

  List<StickTable> build() {
    Map<String, StickTable> tables = new LinkedHashMap<>();
    Set<String> sticky = sticky();
    for (SectionDraft draft : proxies) {
      Optional<StickTable> declared = draft.values().get(ProxySettings.STICK_TABLE);
      if (declared.isPresent() && unique(draft)) {
        StickTable table = declared.get();
        tables.put(table.name(), finished(table, sticky));
      }
    }
    for (PeersDraft section : peers) {
      section.tables().forEach(table -> tables.put(table.name(), finished(table, sticky)));
    }
    context.languages().tableUses().checkPeers(sections(), context.diagnostics());
    context.languages().tableUses().check(tables, context.diagnostics());
    return List.copyOf(tables.values());
  }

  private Set<String> sections() {
    return peers.stream().map(PeersDraft::name).collect(Collectors.toSet());
  }

  private StickTable finished(StickTable table, Set<String> sticky) {
    boolean shared =
        peers.stream().anyMatch(p -> p.works() && p.name().equals(table.sharing().peers()));
    return table.with(
        sticky.contains(table.name()) ? withServers(table) : table.columns(),
        shared ? table.sharing() : table.sharing().alone());
  }

  /** A frontend and a backend of one name cannot both have a table. */
  private boolean unique(SectionDraft draft) {
    SectionDraft other = declaredIn.putIfAbsent(draft.name(), draft);
    if (other != null) {
      context
          .diagnostics()
          .error(
              draft.values().at(ProxySettings.STICK_TABLE).orElse(draft.header().span()),
              "%s '%s' has a stick-table of this name already"
                  .formatted(other.kind().word(), other.name()),
              Diagnostics.firstDefined(other.header().start()));
    }
    return other == null;
  }

  /** The tables that {@code stick} rules use. */
  private Set<String> sticky() {
    Set<String> names = new HashSet<>();
    for (SectionDraft draft : proxies) {
      for (StickRule rule : draft.rules().map(ProxyRules::sticks).orElse(List.of())) {
        names.add(rule.table().name());
      }
    }
    return names;
  }

  private static List<Column> withServers(StickTable table) {
    List<Column> columns = new ArrayList<>(table.columns());
    for (Datum datum : List.of(Datum.SERVER_ID, Datum.SERVER_KEY)) {
      if (columns.stream().noneMatch(column -> column.datum() == datum)) {
        columns.add(new Column(datum, 1, 0));
      }
    }
    columns.sort(java.util.Comparator.comparing(Column::datum));
    return columns;
  }
}
