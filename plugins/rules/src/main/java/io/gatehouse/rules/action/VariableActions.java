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
import java.util.Set;

/** Actions on variables. */
public final class VariableActions extends ActionFamily {

  public VariableActions() {
    add("set-var(", ALL, (phase, word, a) -> new SetVar(name(word, a), a.expression()));
    add("set-var-fmt(", ALL, (phase, word, a) -> new SetFormat(name(word, a), a.format("a text")));
    add("unset-var(", ALL, (phase, word, a) -> new Unset(name(word, a)));
  }

  private static Variables.Name name(String word, Arguments arguments) throws ArgumentException {
    String inside = word.substring(word.indexOf('(') + 1);
    if (!inside.endsWith(")")) {
      throw arguments.error("missing ')' after the variable's name");
    }
    String name = inside.substring(0, inside.length() - 1);
    if (name.indexOf(',') >= 0) {
      throw arguments.error("conditions inside 'set-var' are not supported");
    }
    return Variables.Name.parse(name)
        .orElseThrow(
            () ->
                arguments.error(
                    "'"
                        + name
                        + "' is not a variable, expected a scope (proc, sess, txn, req, res,"
                        + " check), a dot and a name"));
  }

  /** An expression without a result leaves the variable as it was. */
  record SetVar(Variables.Name name, Expression expression) implements Action {
    @Override
    public Set<Phase> phases() {
      return ALL;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      Sample sample = exchange.scratch();
      if (expression.evaluate(exchange, sample)) {
        exchange.variables().set(name, sample);
      }
      return Verdict.CONTINUE;
    }
  }

  record SetFormat(Variables.Name name, Format format) implements Action {
    @Override
    public Set<Phase> phases() {
      return ALL;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      ByteSink sink = exchange.scratchSink();
      Sample sample = exchange.scratch();
      format.write(exchange, sample, sink);
      exchange.variables().set(name, sample.setString(sink.array(), 0, sink.length()));
      return Verdict.CONTINUE;
    }
  }

  record Unset(Variables.Name name) implements Action {
    @Override
    public Set<Phase> phases() {
      return ALL;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.variables().unset(name);
      return Verdict.CONTINUE;
    }
  }
}
