package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.config.Vocabulary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A handful of fetches, converters and actions with the types that HAProxy gives them. */
final class SampleVocabulary implements Vocabulary {
  private static final Map<String, SampleType> FETCHES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("path", SampleType.STRING),
              Map.entry("url", SampleType.STRING),
              Map.entry("base", SampleType.STRING),
              Map.entry("method", SampleType.METHOD),
              Map.entry("req.hdr", SampleType.STRING),
              Map.entry("req.hdr_val", SampleType.INTEGER),
              Map.entry("req.payload", SampleType.BINARY),
              Map.entry("req.len", SampleType.INTEGER),
              Map.entry("req.ver", SampleType.STRING),
              Map.entry("req.ssl_ver", SampleType.INTEGER),
              Map.entry("res.hdr", SampleType.STRING),
              Map.entry("status", SampleType.INTEGER),
              Map.entry("src", SampleType.ADDRESS),
              Map.entry("always_true", SampleType.BOOLEAN),
              Map.entry("always_false", SampleType.BOOLEAN),
              Map.entry("wait_end", SampleType.BOOLEAN)));
  private static final Set<String> RESPONSE = Set.of("res.hdr", "status");
  private static final Set<String> ANYWHERE = Set.of("src", "always_true", "always_false");
  private static final List<String> CONVERTERS = List.of("lower", "length", "field", "ipmask");

  /** A fetch that yields nothing: only its type matters here. */
  record Fetch(String name, List<String> arguments, SampleType type) implements SampleFetch {
    @Override
    public Set<Phase> phases() {
      if (ANYWHERE.contains(name)) {
        return Phase.ANYWHERE;
      }
      return RESPONSE.contains(name) ? Phase.RESPONSE : Phase.REQUEST;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      return false;
    }
  }

  /** A converter that changes nothing. */
  record Unchanged(String name, List<String> arguments, SampleType input, SampleType output)
      implements Converter {
    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      return true;
    }
  }

  /** An action that only remembers its words. */
  record Words(String name, List<String> arguments, Set<Phase> phases) implements Action {
    @Override
    public Verdict run(ExchangeControl exchange) {
      return Verdict.CONTINUE;
    }
  }

  /** Fetches by the names above. */
  private record Fetches() implements SampleFetchPlugin {
    @Override
    public Set<String> names() {
      return FETCHES.keySet();
    }

    @Override
    public SampleFetch parse(String name, Arguments arguments) throws ArgumentException {
      List<String> words =
          switch (name) {
            case "req.hdr", "res.hdr", "req.hdr_val" ->
                arguments.hasNext() ? List.of(arguments.next("a header name")) : List.of();
            case "req.payload" ->
                List.of(
                    Long.toString(arguments.integer("an offset", 0, 1 << 20)),
                    Long.toString(arguments.integer("a length", 0, 1 << 20)));
            default -> List.of();
          };
      return new Fetch(name, words, FETCHES.getOrDefault(name, SampleType.STRING));
    }
  }

  /** Converters by the names above. */
  private record Converters() implements ConverterPlugin {
    @Override
    public Set<String> names() {
      return Set.copyOf(CONVERTERS);
    }

    @Override
    public Converter parse(String name, Arguments arguments) throws ArgumentException {
      return switch (name) {
        case "length" -> new Unchanged(name, List.of(), SampleType.STRING, SampleType.INTEGER);
        case "ipmask" ->
            new Unchanged(
                name, List.of(arguments.next("a mask")), SampleType.ADDRESS, SampleType.ADDRESS);
        case "field" ->
            new Unchanged(
                name,
                List.of(
                    Long.toString(arguments.integer("an index", -100, 100)),
                    arguments.next("delimiters")),
                SampleType.STRING,
                SampleType.STRING);
        default -> new Unchanged(name, List.of(), SampleType.STRING, SampleType.STRING);
      };
    }
  }

  /** {@code allow}, {@code deny} with a status, {@code set-var(...)} with an expression. */
  private record Actions() implements ActionPlugin {
    @Override
    public Set<String> names() {
      return Set.of("allow", "deny", "accept", "reject", "redirect", "set-var(");
    }

    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public Action parse(Phase phase, String name, Arguments arguments) throws ArgumentException {
      List<String> words = List.of();
      if (name.startsWith("set-var(")) {
        words = List.of(arguments.expression().text());
      } else if (name.equals("redirect")) {
        words = List.of(arguments.next("'location' or 'prefix'"), arguments.next("where to"));
      } else if (arguments.accept("deny_status")) {
        words = List.of(Long.toString(arguments.integer("a status", 200, 599)));
      }
      return new Words(name, words, phases());
    }
  }

  @Override
  public Optional<BalancerPlugin> balancer(String name) {
    return Optional.empty();
  }

  @Override
  public Collection<String> balancers() {
    return List.of();
  }

  @Override
  public Optional<HealthCheckerPlugin> checker(String name) {
    return Optional.empty();
  }

  @Override
  public Collection<String> checkers() {
    return List.of();
  }

  @Override
  public Optional<SessionPersistencePlugin> persistence(String name) {
    return Optional.empty();
  }

  @Override
  public Collection<String> persistences() {
    return List.of();
  }

  @Override
  public Optional<SampleFetchPlugin> fetch(String name) {
    return FETCHES.containsKey(name) ? Optional.of(new Fetches()) : Optional.empty();
  }

  @Override
  public Collection<String> fetches() {
    return FETCHES.keySet();
  }

  @Override
  public Optional<ConverterPlugin> converter(String name) {
    return CONVERTERS.contains(name) ? Optional.of(new Converters()) : Optional.empty();
  }

  @Override
  public Collection<String> converters() {
    return CONVERTERS;
  }

  @Override
  public Optional<ActionPlugin> action(Phase phase, String name) {
    int parenthesis = name.indexOf('(');
    String known = parenthesis < 0 ? name : name.substring(0, parenthesis + 1);
    ActionPlugin plugin = new Actions();
    return plugin.names().contains(known) ? Optional.of(plugin) : Optional.empty();
  }

  @Override
  public Collection<String> actions(Phase phase) {
    return List.of("allow", "deny", "accept", "reject", "redirect", "set-var(");
  }
}
