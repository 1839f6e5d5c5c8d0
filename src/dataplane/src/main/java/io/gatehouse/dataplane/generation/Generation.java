package io.gatehouse.dataplane.generation;

import io.gatehouse.api.Lists;
import io.gatehouse.api.Surroundings;
import io.gatehouse.api.rule.NameQuestion;
import io.gatehouse.api.table.TableReference;
import io.gatehouse.dataplane.listen.Gate;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.route.PatternLists;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.dataplane.table.Tables;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.GatewayModel;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The running objects of one configuration. What the next one has as well belongs to both. Filled
 * by {@link Assembly}, not changed afterwards; any thread may read.
 */
public final class Generation implements Surroundings {
  final Map<String, RunningBackend> backends = new LinkedHashMap<>();
  final Map<String, RunningFrontend> frontends = new LinkedHashMap<>();
  final Map<String, Gate> gates = new LinkedHashMap<>();
  final List<Listener> listeners = new ArrayList<>();
  private final GatewayModel model;
  private final PatternLists patterns;
  private final Tables tables;
  private final ProxyLog log;
  private final Site.Facts facts;
  private final Set<String> reachable;

  Generation(
      GatewayModel model, PatternLists patterns, Tables tables, ProxyLog log, Site.Facts facts) {
    this.model = model;
    this.tables = tables;
    this.patterns = patterns;
    this.log = log;
    this.facts = facts;
    this.reachable = model.reachableBackends();
  }

  public GatewayModel model() {
    return model;
  }

  /** What of its configuration is still in force: without backends whose servers were changed. */
  GatewayModel unaltered() {
    Set<String> altered =
        backends.values().stream()
            .filter(backend -> backend.crew().altered())
            .map(RunningBackend::name)
            .collect(Collectors.toSet());
    return altered.isEmpty() ? model : model.without(altered);
  }

  /** Pattern lists by number, for the runtime socket. */
  public PatternLists patterns() {
    return patterns;
  }

  /** The stick tables. */
  public Tables tables() {
    return tables;
  }

  @Override
  public @Nullable RunningTable table(TableReference table) {
    return tables.find(table.name());
  }

  /** The {@code log} lines of the global section. */
  public ProxyLog log() {
    return log;
  }

  public Collection<RunningFrontend> frontends() {
    return Collections.unmodifiableCollection(frontends.values());
  }

  public Collection<RunningBackend> backends() {
    return Collections.unmodifiableCollection(backends.values());
  }

  /** Whether a frontend leads to it. */
  public boolean reaches(RunningBackend backend) {
    return reachable.contains(backend.name());
  }

  public List<Listener> listeners() {
    return Collections.unmodifiableList(listeners);
  }

  @Override
  public @Nullable RunningFrontend frontend(String name) {
    return frontends.get(name);
  }

  @Override
  public @Nullable RunningBackend backend(String name) {
    return backends.get(name);
  }

  @Override
  public Lists lists() {
    return patterns;
  }

  @Override
  public void resolve(NameQuestion question, Consumer<Optional<InetAddress>> answer) {
    facts.resolve(question, answer);
  }

  @Override
  public int activeConnections() {
    return facts.connections();
  }

  @Override
  public String nodeName() {
    return model.global().process().node();
  }

  @Override
  public long uptime() {
    return facts.uptime();
  }

  @Override
  public boolean stopping() {
    return facts.stopping();
  }

  @Override
  public int processId() {
    return (int) ProcessHandle.current().pid();
  }

  @Override
  public long wallClock() {
    return facts.wallClock();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long random() {
    return facts.random();
  }
}
