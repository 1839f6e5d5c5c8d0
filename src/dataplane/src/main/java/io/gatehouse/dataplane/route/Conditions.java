package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.model.Acl;
import io.gatehouse.model.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles conditions. Equal ACLs of one compiler become one object, so a name used by many rules
 * has its patterns in memory once. Belongs to the thread that builds.
 */
public final class Conditions {
  private static final Test ALWAYS = new Constant(Test.PASS);
  private static final Test NEVER = new Constant(Test.FAIL);

  private final PatternLists lists;
  private final Map<Acl, Test> acls = new HashMap<>();

  public Conditions(PatternLists lists) {
    this.lists = lists;
  }

  public Test compile(Condition condition) {
    return switch (condition) {
      case Condition.Constant constant -> constant.value() ? ALWAYS : NEVER;
      case Condition.Not not -> new Not(compile(not.condition()));
      case Condition.All all -> new All(compile(all.terms()));
      case Condition.Any any -> new Any(compile(any.terms()));
      case Condition.Matches matches ->
          acls.computeIfAbsent(matches.acl(), acl -> AclMatch.compile(acl, lists));
    };
  }

  private Test[] compile(List<Condition> terms) {
    return terms.stream().map(this::compile).toArray(Test[]::new);
  }

  private record Constant(int result) implements Test {
    @Override
    public int test(ExchangeControl exchange) {
      return result;
    }
  }

  private record Not(Test inner) implements Test {
    @Override
    public int test(ExchangeControl exchange) {
      return Test.negate(inner.test(exchange));
    }
  }

  /** Stops at the first term that fails; an undecided one is remembered. */
  private record All(Test[] terms) implements Test {
    @Override
    public int test(ExchangeControl exchange) {
      int result = PASS;
      for (Test term : terms) {
        result &= term.test(exchange);
        if (result == FAIL) {
          break;
        }
      }
      return result;
    }
  }

  /** Stops at the first term that passes; an undecided one is remembered. */
  record Any(Test[] terms) implements Test {
    @Override
    public int test(ExchangeControl exchange) {
      int result = FAIL;
      for (Test term : terms) {
        result |= term.test(exchange);
        if (result == PASS) {
          break;
        }
      }
      return result;
    }
  }
}
