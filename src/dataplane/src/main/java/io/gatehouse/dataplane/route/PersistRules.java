package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.model.Persistence;
import java.util.List;

/** {@code force-persist} and {@code ignore-persist} of a backend: the first that holds counts. */
public record PersistRules(List<Test> conditions, List<Kind> kinds) {
  /** What an exchange is told about persistence. */
  public enum Kind {
    FORCE,
    IGNORE,
    /** Nothing. */
    PLAIN
  }

  static final PersistRules NONE = new PersistRules(List.of(), List.of());

  static PersistRules compile(List<Persistence.Rule> rules, Conditions compiler) {
    return new PersistRules(
        rules.stream().map(rule -> compiler.compile(rule.condition())).toList(),
        rules.stream().map(rule -> rule.force() ? Kind.FORCE : Kind.IGNORE).toList());
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
