package io.gatehouse.config;

import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.SampleFetchPlugin;
import java.util.Collection;
import java.util.Optional;

/**
 * The words that plugins add to the language, built-in and third-party alike. Immutable after the
 * plugin folder was read.
 */
public interface Vocabulary {

  Optional<BalancerPlugin> balancer(String name);

  Collection<String> balancers();

  Optional<HealthCheckerPlugin> checker(String name);

  Collection<String> checkers();

  Optional<SessionPersistencePlugin> persistence(String name);

  Collection<String> persistences();

  Optional<SampleFetchPlugin> fetch(String name);

  Collection<String> fetches();

  Optional<ConverterPlugin> converter(String name);

  Collection<String> converters();

  /** The plugin for an action of this rule set, by the word as written. */
  Optional<ActionPlugin> action(Phase phase, String name);

  Collection<String> actions(Phase phase);
}
