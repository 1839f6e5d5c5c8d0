package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.model.Persistence;
import io.gatehouse.model.StickRule;
import java.util.List;

/**
 * What a backend's rules say about sessions: {@code force-persist} and {@code ignore-persist}, of
 * which the first that holds counts, and those about stick tables.
 */
public record PersistRules(List<Test> conditions, List<Kind> kinds, List<Stick> sticks) {

  /** One {@code stick} rule with its compiled condition. */
  public record Stick(StickRule rule, Test condition) {}

  /** What an exchange is told about persistence. */
  public enum Kind {
    FORCE,
    IGNORE,
    /** Nothing. */
    PLAIN
  }

  static final PersistRules NONE = new PersistRules(List.of(), List.of(), List.of());

  static PersistRules compile(Persistence persistence, Conditions compiler) {
    List<Persistence.Rule> rules = persistence.rules();
    return new PersistRules(
        rules.stream().map(rule -> compiler.compile(rule.condition())).toList(),
        rules.stream().map(rule -> rule.force() ? Kind.FORCE : Kind.IGNORE).toList(),
        persistence.sticks().stream()
            .map(stick -> new Stick(stick, compiler.compile(stick.condition())))
            .toList());
  }

  public Kind matching(ExchangeControl exchange) {
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).matches(exchange)) {
        return kinds.get(i);
      }
    }
    return Kind.PLAIN;
  }
}
