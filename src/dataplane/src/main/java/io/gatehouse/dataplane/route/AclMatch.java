package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.model.Acl;
import io.gatehouse.model.AclTest;
import java.util.ArrayList;
import java.util.List;

/**
 * One sample compared with pattern lists: each of the sample's values is tried until one matches.
 * Lists that share sample and method (a line's own and those of its files) are tried together.
 */
final class AclMatch implements Test {
  private final Expression expression;
  private final MatchMethod method;
  private final SampleType compared;
  private final PatternList[] lists;

  private AclMatch(Expression expression, MatchMethod method, PatternList[] lists) {
    this.expression = expression;
    this.method = method;
    this.compared = compared(method);
    this.lists = lists;
  }

  static Test compile(Acl acl, PatternLists lists) {
    List<Test> tests = new ArrayList<>();
    List<AclTest> rest = acl.tests();
    int at = 0;
    while (at < rest.size()) {
      AclTest first = rest.get(at);
      List<PatternList> together = new ArrayList<>();
      while (at < rest.size() && alike(first, rest.get(at))) {
        together.add(lists.of(rest.get(at)));
        at++;
      }
      tests.add(
          new AclMatch(first.expression(), first.method(), together.toArray(PatternList[]::new)));
    }
    return tests.size() == 1 ? tests.getFirst() : new Conditions.Any(tests.toArray(Test[]::new));
  }

  private static boolean alike(AclTest a, AclTest b) {
    return a.method() == b.method() && a.expression().equals(b.expression());
  }

  @Override
  public int test(ExchangeControl exchange) {
    Sample sample = exchange.scratch();
    int cursor = 0;
    while (true) {
      boolean found = expression.evaluateFrom(exchange, sample, cursor);
      int open = sample.isUndecided() && !exchange.inspectionOver() ? UNDECIDED : FAIL;
      if (!found) {
        return open;
      }
      // Casting overwrites the sample's value, not where its fetch goes on.
      if (matches(sample)) {
        return PASS;
      }
      if (!sample.hasMore()) {
        return open;
      }
      cursor = sample.cursor();
    }
  }

  private boolean matches(Sample sample) {
    if (method == MatchMethod.FOUND) {
      return true;
    }
    if (!sample.cast(compared)) {
      return false;
    }
    if (method == MatchMethod.BOOL) {
      return sample.integer() != 0;
    }
    for (PatternList list : lists) {
      if (list.current().matches(sample)) {
        return true;
      }
    }
    return false;
  }

  static SampleType compared(MatchMethod method) {
    return switch (method) {
      case FOUND -> SampleType.ANY;
      case BOOL, INT -> SampleType.INTEGER;
      case IP -> SampleType.ADDRESS;
      case BIN -> SampleType.BINARY;
      case LEN, STR, SUB, BEG, END, DIR, DOM, REG -> SampleType.STRING;
    };
  }
}
