package io.gatehouse.gateway.plugins;

import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.api.vip.VirtualIpProvider;
import io.gatehouse.config.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All plugins by kind and word: the built-ins of the class path and those of the jars in a folder,
 * each jar in a class loader of its own. Nothing a jar does keeps the catalogue from being made: it
 * is left out and named in {@link #problems}.
 */
public final class PluginCatalogue implements Vocabulary {
  private final Map<String, BalancerPlugin> balancers;
  private final Map<String, HealthCheckerPlugin> checkers;
  private final Map<String, SessionPersistencePlugin> persistences;
  private final Map<String, SampleFetchPlugin> fetches;
  private final Map<String, ConverterPlugin> converters;
  private final Map<Phase, Map<String, ActionPlugin>> actions = new EnumMap<>(Phase.class);
  private final Map<String, VirtualIpProvider> virtualIps;
  private final List<Row> rows;
  private final List<Problem> problems;

  /**
   * One line of {@code gatehouse plugins}.
   *
   * @param jar the jar's file name, or {@code built-in}
   * @param version empty where the jar does not say
   */
  public record Row(PluginKind kind, String name, String jar, String version) {}

  /** Something that was left out, and why. */
  public record Problem(String jar, String message) {}

  private PluginCatalogue(Shelf shelf) {
    balancers = shelf.plugins(PluginKind.BALANCER, BalancerPlugin.class);
    checkers = shelf.plugins(PluginKind.CHECKER, HealthCheckerPlugin.class);
    persistences = shelf.plugins(PluginKind.PERSISTENCE, SessionPersistencePlugin.class);
    fetches = shelf.plugins(PluginKind.FETCH, SampleFetchPlugin.class);
    converters = shelf.plugins(PluginKind.CONVERTER, ConverterPlugin.class);
    for (Phase phase : Phase.values()) {
      actions.put(phase, shelf.actions(phase));
    }
    virtualIps = shelf.plugins(PluginKind.VIRTUAL_IP, VirtualIpProvider.class);
    rows = List.copyOf(shelf.rows());
    problems = List.copyOf(shelf.problems());
  }

  /** The built-ins alone. */
  public static PluginCatalogue builtIns() {
    Shelf shelf = new Shelf(suspect -> new PluginGuard(suspect, message -> {}));
    PluginJar.builtIn(PluginCatalogue.class.getClassLoader()).offerAll(shelf);
    return new PluginCatalogue(shelf);
  }

  /**
   * The built-ins and the jars of a folder, in the order of their names; a folder that does not
   * exist is empty.
   *
   * @param log takes a line when a plugin misbehaves while running; called on event loops, so it
   *     must not block
   */
  public static PluginCatalogue load(Path folder, Consumer<String> log) {
    ClassLoader gateway = PluginCatalogue.class.getClassLoader();
    Shelf shelf = new Shelf(suspect -> new PluginGuard(suspect, log));
    PluginJar.builtIn(gateway).offerAll(shelf);
    ApiOnly parent = new ApiOnly(gateway);
    for (Path jar : jars(folder, shelf)) {
      try {
        PluginJar.open(jar, parent).offerAll(shelf);
      } catch (IOException e) {
        shelf.report(new Origin(String.valueOf(jar.getFileName()), ""), "left out: " + e);
      }
    }
    return new PluginCatalogue(shelf);
  }

  private static List<Path> jars(Path folder, Shelf shelf) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      shelf.report(new Origin(folder.toString(), ""), "cannot be read: " + e);
      return List.of();
    }
  }

  /** Every word of every plugin, by kind and name. */
  public List<Row> rows() {
    return rows;
  }

  /** What was left out. */
  public List<Problem> problems() {
    return problems;
  }

  /** What moves virtual addresses, by name. */
  public Map<String, VirtualIpProvider> virtualIps() {
    return virtualIps;
  }

  @Override
  public Optional<BalancerPlugin> balancer(String name) {
    return Optional.ofNullable(balancers.get(name));
  }

  @Override
  public Collection<String> balancers() {
    return balancers.keySet();
  }

  @Override
  public Optional<HealthCheckerPlugin> checker(String name) {
    return Optional.ofNullable(checkers.get(name));
  }

  @Override
  public Collection<String> checkers() {
    return checkers.keySet();
  }

  @Override
  public Optional<SessionPersistencePlugin> persistence(String name) {
    return Optional.ofNullable(persistences.get(name));
  }

  @Override
  public Collection<String> persistences() {
    return persistences.keySet();
  }

  @Override
  public Optional<SampleFetchPlugin> fetch(String name) {
    return Optional.ofNullable(fetches.get(name));
  }

  @Override
  public Collection<String> fetches() {
    return fetches.keySet();
  }

  @Override
  public Optional<ConverterPlugin> converter(String name) {
    return Optional.ofNullable(converters.get(name));
  }

  @Override
  public Collection<String> converters() {
    return converters.keySet();
  }

  /** A word with an argument in parentheses is also known by what stands before it. */
  @Override
  public Optional<ActionPlugin> action(Phase phase, String name) {
    Map<String, ActionPlugin> known = actions.getOrDefault(phase, Map.of());
    int parenthesis = name.indexOf('(');
    ActionPlugin exact = known.get(name);
    return exact != null || parenthesis < 0
        ? Optional.ofNullable(exact)
        : Optional.ofNullable(known.get(name.substring(0, parenthesis + 1)));
  }

  @Override
  public Collection<String> actions(Phase phase) {
    return actions.getOrDefault(phase, Map.of()).keySet();
  }
}
