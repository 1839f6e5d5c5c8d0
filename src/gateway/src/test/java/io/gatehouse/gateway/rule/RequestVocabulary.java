package io.gatehouse.gateway.rule;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.config.Vocabulary;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link RequestSamples} and two converters. */
final class RequestVocabulary implements Vocabulary {

  /** {@code lower} and {@code length}. */
  private record Converters() implements ConverterPlugin {
    @Override
    public Set<String> names() {
      return Set.of("lower", "length");
    }

    @Override
    public Converter parse(String name, Arguments arguments) {
      return name.equals("lower") ? new Lower() : new Length();
    }
  }

  private record Lower() implements Converter {
    @Override
    public SampleType input() {
      return SampleType.STRING;
    }

    @Override
    public SampleType output() {
      return SampleType.STRING;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      byte[] bytes = sample.bytes();
      int from = sample.offset();
      int to = from + sample.length();
      io.gatehouse.api.ByteSink sink = sample.sink();
      for (int i = from; i < to; i++) {
        sink.add((byte) (bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 32 : bytes[i]));
      }
      sample.takeSink(SampleType.STRING);
      return true;
    }
  }

  private record Length() implements Converter {
    @Override
    public SampleType input() {
      return SampleType.STRING;
    }

    @Override
    public SampleType output() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      sample.setInteger(sample.length());
      return true;
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
    return RequestSamples.TYPES.containsKey(name)
        ? Optional.of(new RequestSamples())
        : Optional.empty();
  }

  @Override
  public Collection<String> fetches() {
    return RequestSamples.TYPES.keySet();
  }

  @Override
  public Optional<ConverterPlugin> converter(String name) {
    ConverterPlugin plugin = new Converters();
    return plugin.names().contains(name) ? Optional.of(plugin) : Optional.empty();
  }

  @Override
  public Collection<String> converters() {
    return new Converters().names();
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
