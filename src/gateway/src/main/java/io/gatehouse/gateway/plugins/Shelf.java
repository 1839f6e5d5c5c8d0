package io.gatehouse.gateway.plugins;

import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where plugins are put while they are found: the first that offers a word keeps it. Built-ins come
 * first, then the jars by name. Used by the control thread only.
 */
final class Shelf {
  record Entry(Object plugin, Origin origin) {}

  private final Map<PluginKind, Map<String, Entry>> entries = new EnumMap<>(PluginKind.class);
  private final Map<Phase, Map<String, Entry>> actions = new EnumMap<>(Phase.class);
  private final List<PluginCatalogue.Problem> problems = new ArrayList<>();
  private final Function<PluginGuard.Suspect, PluginGuard> guards;

  Shelf(Function<PluginGuard.Suspect, PluginGuard> guards) {
    this.guards = guards;
    for (PluginKind kind : PluginKind.values()) {
      entries.put(kind, new TreeMap<>());
    }
    for (Phase phase : Phase.values()) {
      actions.put(phase, new TreeMap<>());
    }
  }

  void offer(PluginKind kind, Collection<String> words, Object plugin, Origin origin) {
    for (String word : words) {
      if (plugin instanceof ActionPlugin action) {
        offerAction(word, action, origin);
      } else {
        put(kind, word, contained(word, plugin, origin), entriesOf(kind), origin);
      }
    }
  }

  private void offerAction(String word, ActionPlugin action, Origin origin) {
    for (Phase phase : action.phases()) {
      Map<String, Entry> known = actions.getOrDefault(phase, new HashMap<>());
      put(PluginKind.ACTION, word, action, known, origin);
      entriesOf(PluginKind.ACTION).putIfAbsent(word, new Entry(action, origin));
    }
  }

  /** Built-ins are trusted: what they cost on the event loops is measured, not guarded. */
  private Object contained(String word, Object plugin, Origin origin) {
    if (origin.builtIn()) {
      return plugin;
    }
    return switch (plugin) {
      case BalancerPlugin balancer ->
          new ContainedBalancer(
              balancer, guards.apply(new PluginGuard.Suspect(word, origin.jar())));
      case SessionPersistencePlugin persistence ->
          new ContainedPersistence(
              persistence,
              guards.apply(new PluginGuard.Suspect(word, origin.jar(), "the balancer decides")));
      default -> plugin;
    };
  }

  private void put(
      PluginKind kind, String word, Object plugin, Map<String, Entry> known, Origin origin) {
    Entry first = known.putIfAbsent(word, new Entry(plugin, origin));
    if (first != null) {
      String where = first.origin().builtIn() ? "built in" : "offered by " + first.origin().jar();
      report(origin, "%s '%s' left out: already %s".formatted(kind.label(), word, where));
    }
  }

  void report(Origin origin, String message) {
    problems.add(new PluginCatalogue.Problem(origin.toString(), message));
  }

  private Map<String, Entry> entriesOf(PluginKind kind) {
    return entries.computeIfAbsent(kind, k -> new TreeMap<>());
  }

  <T> Map<String, T> plugins(PluginKind kind, Class<T> type) {
    return cast(entriesOf(kind), type);
  }

  Map<String, ActionPlugin> actions(Phase phase) {
    return cast(actions.get(phase), ActionPlugin.class);
  }

  private static <T> Map<String, T> cast(@Nullable Map<String, Entry> known, Class<T> type) {
    Map<String, Entry> present = known == null ? Map.of() : known;
    return present.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> type.cast(e.getValue().plugin()),
                (one, other) -> one,
                TreeMap::new));
  }

  List<PluginCatalogue.Row> rows() {
    List<PluginCatalogue.Row> rows = new ArrayList<>();
    for (PluginKind kind : PluginKind.values()) {
      Set<Map.Entry<String, Entry>> known = entriesOf(kind).entrySet();
      for (Map.Entry<String, Entry> entry : known) {
        Origin origin = entry.getValue().origin();
        rows.add(
            new PluginCatalogue.Row(kind, entry.getKey(), origin.toString(), origin.version()));
      }
    }
    return rows;
  }

  List<PluginCatalogue.Problem> problems() {
    return problems;
  }
}
