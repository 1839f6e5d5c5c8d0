package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Action;
import io.gatehouse.model.Rule;
import java.util.List;

/** The compiled rules of one rule set, in order. Immutable. */
public final class RuleList {
  static final RuleList NONE = new RuleList(new Test[0], new Action[0], new Rule.Place[0]);

  private final Test[] conditions;
  private final Action[] actions;
  private final Rule.Place[] places;

  private RuleList(Test[] conditions, Action[] actions, Rule.Place[] places) {
    this.conditions = conditions;
    this.actions = actions;
    this.places = places;
  }

  public static RuleList compile(List<Rule> rules, Conditions compiler) {
    Test[] conditions = new Test[rules.size()];
    Action[] actions = new Action[rules.size()];
    Rule.Place[] places = new Rule.Place[rules.size()];
    for (int i = 0; i < conditions.length; i++) {
      conditions[i] = compiler.compile(rules.get(i).condition());
      actions[i] = rules.get(i).action();
      places[i] = rules.get(i).place();
    }
    return new RuleList(conditions, actions, places);
  }

  public boolean isEmpty() {
    return actions.length == 0;
  }

  int size() {
    return actions.length;
  }

  Test condition(int index) {
    return conditions[index];
  }

  Action action(int index) {
    return actions[index];
  }

  Rule.Place place(int index) {
    return places[index];
  }
}
