package io.gatehouse.config;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.api.rule.FormatSource;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.api.rule.SampleType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The real balancers, a TCP check, and as much of the rule language as these tests need. */
final class FewWords implements Vocabulary {
  private final Map<String, BalancerPlugin> balancers = new TreeMap<>();
  private final Map<String, SessionPersistencePlugin> persistences = new TreeMap<>();

  FewWords() {
    ServiceLoader.load(SessionPersistencePlugin.class).forEach(p -> persistences.put(p.name(), p));
    ServiceLoader.load(BalancerPlugin.class).forEach(p -> balancers.put(p.name(), p));
  }

  /** Takes every format as it is. */
  static final class Formats implements FormatCompiler {
    @Override
    public Format compile(FormatSource source, Format.Use use) {
      return new Text(source.text());
    }
  }

  private record Text(String text) implements Format {
    @Override
    public boolean constant() {
      return text.indexOf('%') < 0;
    }

    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      throw new UnsupportedOperationException("these tests run no exchange");
    }
  }

  private record Path() implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.STRING;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.REQUEST;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      return false;
    }
  }

  private record Paths() implements SampleFetchPlugin {
    @Override
    public Set<String> names() {
      return Set.of("path");
    }

    @Override
    public Map<String, Shorthand> shorthands() {
      return Map.of(
          "path_beg", new Shorthand("path", MatchMethod.BEG),
          "path_end", new Shorthand("path", MatchMethod.END));
    }

    @Override
    public SampleFetch parse(String name, Arguments arguments) {
      return new Path();
    }
  }

  private record Connects() implements HealthCheckerSpec {
    @Override
    public String name() {
      return "tcp";
    }

    @Override
    public HealthChecker create() {
      return target -> CheckResult.of(CheckStatus.L4OK);
    }
  }

  private record Connect() implements HealthCheckerPlugin {
    @Override
    public String name() {
      return "tcp";
    }

    @Override
    public HealthCheckerSpec parse(Arguments arguments) {
      return new Connects();
    }
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
    return name.equals("tcp") ? Optional.of(new Connect()) : Optional.empty();
  }

  @Override
  public Collection<String> checkers() {
    return List.of("tcp");
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
    return fetches().contains(name) ? Optional.of(new Paths()) : Optional.empty();
  }

  @Override
  public Collection<String> fetches() {
    return List.of("path", "path_beg", "path_end");
  }

  @Override
  public Optional<ConverterPlugin> converter(String name) {
    return Optional.empty();
  }

  @Override
  public Collection<String> converters() {
    return List.of();
  }

  @Override
  public Optional<ActionPlugin> action(Phase phase, String name) {
    return Optional.empty();
  }

  @Override
  public Collection<String> actions(Phase phase) {
    return List.of();
  }
}
