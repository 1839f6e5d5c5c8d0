package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.NameLookup;
import io.gatehouse.api.rule.NameQuestion;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import java.util.List;
import java.util.Set;

/** {@code do-resolve}: the address of a name that the client gave. */
public final class NameActions extends ActionFamily {
  private static final Set<Phase> ROUTING = Set.of(Phase.TCP_REQUEST_CONTENT, Phase.HTTP_REQUEST);

  public NameActions() {
    add("do-resolve(", ROUTING, (phase, word, a) -> resolve(word, a));
  }

  private static Action resolve(String word, Arguments arguments) throws ArgumentException {
    String inside = word.substring(word.indexOf('(') + 1);
    List<String> words = List.of(inside.replaceFirst("\\)$", "").split(",", -1));
    if (!inside.endsWith(")") || words.size() < 2) {
      throw arguments.error(
          "expected 'do-resolve(<variable>,<resolvers>[,ipv4|ipv6])' and an expression");
    }
    boolean preferIpv4 = false;
    for (String family : words.subList(2, words.size())) {
      if (!family.equals("ipv4") && !family.equals("ipv6")) {
        throw arguments.error("'%s' is not one of ipv4 and ipv6".formatted(family));
      }
      preferIpv4 = family.equals("ipv4");
    }
    Variables.Name variable = VariableActions.name(words.getFirst(), arguments);
    arguments.resolvers(words.get(1));
    return new Resolve(variable, words.get(1), preferIpv4, arguments.expression());
  }

  /** Without a name, and where no address is found, the variable stays as it was. */
  record Resolve(
      Variables.Name variable, String resolvers, boolean preferIpv4, Expression expression)
      implements Action {
    @Override
    public Set<Phase> phases() {
      return ROUTING;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      NameLookup lookup = exchange.lookup();
      if (lookup == null) {
        Sample name = exchange.scratch();
        if (!exchange.mayWait() || !expression.evaluate(exchange, name)) {
          return Verdict.CONTINUE;
        }
        lookup = exchange.lookUp(new NameQuestion(resolvers, name.text(), preferIpv4));
      }
      if (lookup.open() && exchange.mayWait()) {
        return Verdict.WAIT;
      }
      byte[] address = lookup.address();
      exchange.endLookup();
      if (address != null) {
        exchange.variables().set(variable, exchange.scratch().setAddress(address));
      }
      return Verdict.CONTINUE;
    }
  }
}
