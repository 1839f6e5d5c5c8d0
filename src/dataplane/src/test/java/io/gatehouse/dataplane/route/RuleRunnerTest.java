package io.gatehouse.dataplane.route;

import static io.gatehouse.dataplane.route.Test.FAIL;
import static io.gatehouse.dataplane.route.Test.PASS;
import static io.gatehouse.dataplane.route.Test.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.model.Acl;
import io.gatehouse.model.AclTest;
import io.gatehouse.model.Condition;
import io.gatehouse.model.Pattern;
import io.gatehouse.model.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleRunnerTest {
  private final FakeExchange fake = new FakeExchange();
  private final ExchangeControl exchange = fake.control();
  private final PatternLists lists = PatternListsTest.empty();
  private final Conditions compiler = new Conditions(lists);
  private final RuleRunner runner = new RuleRunner();
  private final List<String> ran = new ArrayList<>();

  /** Numbers, one after the other; undecided as long as inspection goes on if so wished. */
  private record Numbers(List<Long> values, boolean open) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      if (open) {
        out.undecided();
      }
      int at = out.cursor();
      if (at >= values.size()) {
        return false;
      }
      out.setInteger(values.get(at));
      if (at + 1 < values.size()) {
        out.more(at + 1);
      }
      return true;
    }
  }

  /** Answers with the next of its verdicts, the last one for ever. */
  private record Scripted(String name, Deque<Verdict> verdicts, List<String> ran)
      implements Action {
    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      ran.add(name);
      return verdicts.size() > 1 ? verdicts.removeFirst() : verdicts.getFirst();
    }
  }

  private Rule rule(String name, Condition condition, Verdict... verdicts) {
    return new Rule(new Scripted(name, new ArrayDeque<>(Arrays.asList(verdicts)), ran), condition);
  }

  private static Condition equals(int id, long wanted, boolean open, Long... values) {
    Expression expression =
        new Expression("numbers", new Numbers(List.of(values), open), List.of());
    List<Pattern> patterns = List.of(new Pattern.Range("", wanted, wanted));
    AclTest test = new AclTest(expression, MatchMethod.INT, false, patterns, List.of(), id);
    return new Condition.Matches(new Acl("", List.of(test)));
  }

  private Verdict run(Rule... rules) {
    return runner.run(RuleList.compile(List.of(rules), compiler), exchange);
  }

  @Test
  void rulesRunInOrderUntilOneStops() {
    Condition never = new Condition.Constant(false);
    Verdict verdict =
        run(
            rule("a", Condition.ALWAYS, Verdict.CONTINUE),
            rule("b", never, Verdict.CLOSE),
            rule("c", new Condition.Not(never), Verdict.STOP),
            rule("d", Condition.ALWAYS, Verdict.CLOSE));
    assertThat(verdict).isEqualTo(Verdict.STOP);
    assertThat(ran).containsExactly("a", "c");
  }

  @Test
  void withoutADecisionTheExchangeGoesOn() {
    assertThat(run(rule("a", Condition.ALWAYS, Verdict.CONTINUE))).isEqualTo(Verdict.CONTINUE);
    assertThat(run()).isEqualTo(Verdict.CONTINUE);
  }

  @Test
  void anActionThatWaitsIsCalledAgainWithoutItsCondition() {
    RuleList rules =
        RuleList.compile(
            List.of(
                rule("a", Condition.ALWAYS, Verdict.CONTINUE),
                rule("b", equals(1, 7, false, 7L), Verdict.WAIT, Verdict.CONTINUE),
                rule("c", Condition.ALWAYS, Verdict.REPLY)),
            compiler);
    assertThat(runner.run(rules, exchange)).isEqualTo(Verdict.WAIT);
    lists.find("#1").orElseThrow().clear();
    assertThat(runner.run(rules, exchange)).isEqualTo(Verdict.REPLY);
    assertThat(ran).containsExactly("a", "b", "b", "c");
  }

  @Test
  void anUndecidedConditionWaitsUntilInspectionIsOver() {
    fake.inspectionOver = false;
    Rule[] rules = {
      rule("a", equals(1, 7, true, 1L), Verdict.CLOSE), rule("b", Condition.ALWAYS, Verdict.STOP)
    };
    assertThat(run(rules)).isEqualTo(Verdict.WAIT);
    assertThat(ran).isEmpty();
    fake.inspectionOver = true;
    assertThat(run(rules)).isEqualTo(Verdict.STOP);
    assertThat(ran).containsExactly("b");
  }

  @Test
  void whatAlreadyDecidesDoesNotWait() {
    fake.inspectionOver = false;
    Condition open = equals(1, 7, true, 1L);
    Condition yes = new Condition.Constant(true);
    Condition no = new Condition.Constant(false);
    assertThat(result(new Condition.Any(List.of(open, yes)))).isEqualTo(PASS);
    assertThat(result(new Condition.All(List.of(open, no)))).isEqualTo(FAIL);
    assertThat(result(new Condition.All(List.of(yes, open)))).isEqualTo(UNDECIDED);
    assertThat(result(new Condition.Not(open))).isEqualTo(UNDECIDED);
    assertThat(result(equals(2, 7, true, 7L))).isEqualTo(PASS);
  }

  private int result(Condition condition) {
    return compiler.compile(condition).test(exchange);
  }

  @Test
  void everyValueOfASampleIsTried() {
    assertThat(result(equals(1, 3, false, 1L, 2L, 3L))).isEqualTo(PASS);
    assertThat(result(equals(2, 4, false, 1L, 2L, 3L))).isEqualTo(FAIL);
    assertThat(result(equals(3, 4, false))).isEqualTo(FAIL);
  }

  @Test
  void aChangedListCountsAtOnce() throws ArgumentException {
    Condition condition = equals(9, 3, false, 5L);
    assertThat(result(condition)).isEqualTo(FAIL);
    lists.find("#9").orElseThrow().add("5", "");
    assertThat(result(condition)).isEqualTo(PASS);
    assertThat(lists.find("#10")).isEmpty();
  }
}
