package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.rules.variable.StoreConditions;
import java.util.List;
import java.util.Set;

/** Actions on variables. */
public final class VariableActions extends ActionFamily {
  private static final Set<Phase> EVERYWHERE = union(ALL, Set.of(Phase.CHECK));

  public VariableActions() {
    add("set-var(", EVERYWHERE, (phase, word, a) -> setVar(word, a));
    add("set-var-fmt(", EVERYWHERE, (phase, word, a) -> setFormat(word, a));
    add("unset-var(", EVERYWHERE, (phase, word, a) -> unset(word, a));
  }

  private static List<String> inside(String word, Arguments arguments) throws ArgumentException {
    String inside = word.substring(word.indexOf('(') + 1);
    if (!inside.endsWith(")")) {
      throw arguments.error("missing ')' after the variable's name");
    }
    return List.of(inside.substring(0, inside.length() - 1).split(",", -1));
  }

  static Variables.Name name(String name, Arguments arguments) throws ArgumentException {
    return Variables.Name.parse(name)
        .orElseThrow(
            () ->
                arguments.error(
                    "'"
                        + name
                        + "' is not a variable, expected a scope (proc, sess, txn, req, res,"
                        + " check), a dot and a name"));
  }

  private static StoreConditions conditions(List<String> words, Arguments arguments)
      throws ArgumentException {
    StoreConditions conditions = StoreConditions.NONE;
    for (String word : words.subList(1, words.size())) {
      conditions = conditions.with(word, arguments);
    }
    return conditions;
  }

  private static Action setVar(String word, Arguments arguments) throws ArgumentException {
    List<String> words = inside(word, arguments);
    Variables.Name name = name(words.getFirst(), arguments);
    return new SetVar(name, conditions(words, arguments), arguments.expression());
  }

  private static Action setFormat(String word, Arguments arguments) throws ArgumentException {
    List<String> words = inside(word, arguments);
    Variables.Name name = name(words.getFirst(), arguments);
    return new SetFormat(name, conditions(words, arguments), arguments.format("a text"));
  }

  private static Action unset(String word, Arguments arguments) throws ArgumentException {
    List<String> words = inside(word, arguments);
    if (words.size() > 1) {
      throw arguments.error("'unset-var' takes no conditions");
    }
    return new Unset(name(words.getFirst(), arguments));
  }

  /** An expression without a result leaves the variable as it was. */
  record SetVar(Variables.Name name, StoreConditions conditions, Expression expression)
      implements Action {
    @Override
    public Set<Phase> phases() {
      return EVERYWHERE;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      Sample sample = exchange.scratch();
      if (expression.evaluate(exchange, sample)) {
        conditions.store(exchange, name, sample);
      }
      return Verdict.CONTINUE;
    }
  }

  record SetFormat(Variables.Name name, StoreConditions conditions, Format format)
      implements Action {
    @Override
    public Set<Phase> phases() {
      return EVERYWHERE;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      ByteSink sink = exchange.scratchSink();
      Sample sample = exchange.scratch();
      format.write(exchange, sample, sink);
      conditions.store(exchange, name, sample.setString(sink.array(), 0, sink.length()));
      return Verdict.CONTINUE;
    }
  }

  record Unset(Variables.Name name) implements Action {
    @Override
    public Set<Phase> phases() {
      return EVERYWHERE;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.variables().unset(name);
      return Verdict.CONTINUE;
    }
  }
}
