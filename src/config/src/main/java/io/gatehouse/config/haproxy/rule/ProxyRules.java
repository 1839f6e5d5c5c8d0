package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.config.Vocabulary;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Languages;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Section;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Backend.UseServer;
import io.gatehouse.model.CaptureSettings.Slot;
import io.gatehouse.model.Condition;
import io.gatehouse.model.Frontend.UseBackend;
import io.gatehouse.model.Persistence;
import io.gatehouse.model.Rule;
import io.gatehouse.model.RuleSets;
import io.gatehouse.model.StickRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of one proxy while its section is read: hand it every line whose keyword is one of
 * {@link #KEYWORDS}, then take the results. Errors and warnings go to the diagnostics.
 */
public final class ProxyRules {

  /** The keywords whose lines {@link #read} understands. */
  public static final Set<String> KEYWORDS =
      Set.of(
          "acl",
          "http-request",
          "http-response",
          "http-after-response",
          "tcp-request",
          "tcp-response",
          "redirect",
          "block",
          "use_backend",
          "default_backend",
          "use-server",
          "force-persist",
          "ignore-persist",
          "stick",
          "monitor");

  /** What all proxies of a configuration are read with. */
  public record Reading(
      Vocabulary vocabulary, Languages languages, PatternIds ids, Diagnostics diagnostics) {}

  /** A name on a line that can be judged only when all sections are known. */
  public record Reference(String name, Span at) {}

  private final Reading reading;
  private final RuleLines lines;
  private final CaptureSlots captures = new CaptureSlots();
  private final boolean capturing;
  private final Map<Phase, List<Rule>> rules = new EnumMap<>(Phase.class);
  private final List<Rule> blocks = new ArrayList<>();
  private final List<Rule> redirects = new ArrayList<>();
  private final List<UseBackend> useBackends = new ArrayList<>();
  private final List<UseServer> useServers = new ArrayList<>();
  private final List<Persistence.Rule> persistRules = new ArrayList<>();
  private final List<StickRule> sticks = new ArrayList<>();
  private final List<Condition> monitorFail = new ArrayList<>();
  private final List<Reference> backendNames = new ArrayList<>();
  private final List<Reference> serverNames = new ArrayList<>();
  private final List<Reference> byteReaders = new ArrayList<>();
  private Optional<String> defaultBackend = Optional.empty();
  private Duration requestDelay = Duration.ZERO;
  private Duration responseDelay = Duration.ZERO;

  /** Reads the section's {@code acl} lines at once; the others follow through {@link #read}. */
  public ProxyRules(Section section, Side side, Reading reading) {
    this.reading = reading;
    this.capturing = side == Side.FRONTEND || side == Side.LISTEN;
    AclTable acls = new AclTable(reading.vocabulary(), reading.ids());
    acls.readAll(section, reading.diagnostics(), reading.languages());
    this.lines = new RuleLines(this, side, acls, reading.vocabulary());
  }

  /** Reads one line. */
  public void read(Line line) {
    Cursor cursor = line.cursor(1, reading.diagnostics(), reading.languages());
    if (capturing) {
      // Only requests may declare a slot with a rule; the action says so.
      cursor.captures(length -> captures.declare(true, new Slot(Optional.empty(), length)));
    }
    try {
      lines.read(line.keyword(), cursor);
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
  }

  /** What the proxy captures. */
  public CaptureSlots captures() {
    return captures;
  }

  void add(Phase phase, Rule rule) {
    rules.computeIfAbsent(phase, _ -> new ArrayList<>()).add(rule);
  }

  void addBlock(Rule rule) {
    blocks.add(rule);
  }

  void addRedirect(Rule rule) {
    redirects.add(rule);
  }

  void addUseBackend(UseBackend rule, Span name) {
    useBackends.add(rule);
    if (rule.target() instanceof UseBackend.Target.Fixed fixed) {
      backendNames.add(new Reference(fixed.backend(), name));
    }
  }

  void addUseServer(UseServer rule, Span name) {
    useServers.add(rule);
    serverNames.add(new Reference(rule.server(), name));
  }

  void addPersist(Persistence.Rule rule) {
    persistRules.add(rule);
  }

  void addStick(StickRule rule) {
    sticks.add(rule);
  }

  void addByteReader(String expression, Span condition) {
    byteReaders.add(new Reference(expression, condition));
  }

  void addMonitorFail(Condition condition) {
    monitorFail.add(condition);
  }

  void defaultBackend(String name, Span at) {
    defaultBackend = Optional.of(name);
    backendNames.add(new Reference(name, at));
  }

  void requestDelay(Duration delay) {
    requestDelay = delay;
  }

  void responseDelay(Duration delay) {
    responseDelay = delay;
  }

  /**
   * The rule sets as they run: those of the defaults section first, {@code block} before and {@code
   * redirect} after all {@code http-request} rules.
   *
   * @param defaults the rules of the section named by {@code from}, if it has any
   */
  public RuleSets ruleSets(Optional<ProxyRules> defaults) {
    List<Rule> http = new ArrayList<>(blocks);
    http.addAll(joined(defaults, Phase.HTTP_REQUEST));
    http.addAll(redirects);
    return new RuleSets(
        joined(defaults, Phase.TCP_CONNECTION),
        joined(defaults, Phase.TCP_SESSION),
        joined(defaults, Phase.TCP_REQUEST_CONTENT),
        http,
        joined(defaults, Phase.TCP_RESPONSE_CONTENT),
        joined(defaults, Phase.HTTP_RESPONSE),
        joined(defaults, Phase.HTTP_AFTER_RESPONSE),
        delay(requestDelay, defaults.map(d -> d.requestDelay)),
        delay(responseDelay, defaults.map(d -> d.responseDelay)));
  }

  private List<Rule> joined(Optional<ProxyRules> defaults, Phase phase) {
    List<Rule> all = new ArrayList<>();
    defaults.ifPresent(d -> all.addAll(d.rules.getOrDefault(phase, List.of())));
    all.addAll(rules.getOrDefault(phase, List.of()));
    return all;
  }

  private static Duration delay(Duration own, Optional<Duration> inherited) {
    return own.isZero() ? inherited.orElse(own) : own;
  }

  public List<UseBackend> useBackends() {
    return List.copyOf(useBackends);
  }

  public Optional<String> defaultBackend() {
    return defaultBackend;
  }

  public List<UseServer> useServers() {
    return List.copyOf(useServers);
  }

  /** {@code force-persist} and {@code ignore-persist}. */
  public List<Persistence.Rule> persistRules() {
    return List.copyOf(persistRules);
  }

  /** {@code stick} rules. */
  public List<StickRule> sticks() {
    return List.copyOf(sticks);
  }

  public List<Condition> monitorFail() {
    return List.copyOf(monitorFail);
  }

  /** Backends named by {@code use_backend} and {@code default_backend}. */
  public List<Reference> backendNames() {
    return List.copyOf(backendNames);
  }

  /** Conditions that read a connection's bytes, each with its first such expression. */
  public List<Reference> byteReaders() {
    return List.copyOf(byteReaders);
  }

  /** Servers named by {@code use-server}. */
  public List<Reference> serverNames() {
    return List.copyOf(serverNames);
  }
}
