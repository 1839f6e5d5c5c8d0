package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Action;
import io.gatehouse.model.Rule;
import java.util.List;

/** The compiled rules of one rule set, in order. Immutable. */
public final class RuleList {
  private final Test[] conditions;
  private final Action[] actions;

  private RuleList(Test[] conditions, Action[] actions) {
    this.conditions = conditions;
    this.actions = actions;
  }

  public static RuleList compile(List<Rule> rules, Conditions compiler) {
    Test[] conditions = new Test[rules.size()];
    Action[] actions = new Action[rules.size()];
    for (int i = 0; i < conditions.length; i++) {
      conditions[i] = compiler.compile(rules.get(i).condition());
      actions[i] = rules.get(i).action();
    }
    return new RuleList(conditions, actions);
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
}
