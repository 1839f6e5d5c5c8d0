package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Verdict;

/**
 * Evaluates rule sets for one exchange and remembers where it had to wait. Owned by the exchange,
 * reused for its next one; used on its event loop only; allocates nothing.
 */
public final class RuleRunner {
  private int next;

  /** The rule at {@code next} held when its action asked to wait: it is not asked again. */
  private boolean acting;

  /** Forgets where it waited: before the next rule set if the last one was given up. */
  public void reset() {
    next = 0;
    acting = false;
  }

  /**
   * Runs the rules from the first, or from the action that asked to wait at the last call.
   *
   * @return CONTINUE when the rules ended without a decision; STOP when one ended the set (the
   *     exchange goes on); REPLY when a reply was given through the exchange; CLOSE when the
   *     connection ends; WAIT when it must be called again with the same rules as soon as more data
   *     came or the inspection is over
   */
  public Verdict run(RuleList rules, ExchangeControl exchange) {
    for (int size = rules.size(); next < size; next++) {
      if (!acting) {
        int held = rules.condition(next).test(exchange);
        if (held == Test.UNDECIDED) {
          // As in HAProxy the whole set is looked at again: earlier rules may decide otherwise
          // then.
          reset();
          return Verdict.WAIT;
        }
        if (held == Test.FAIL) {
          continue;
        }
      }
      Verdict verdict = rules.action(next).run(exchange);
      acting = verdict == Verdict.WAIT;
      if (acting) {
        return verdict;
      }
      if (verdict != Verdict.CONTINUE) {
        exchange.lastRule(rules.place(next).file(), rules.place(next).line());
        reset();
        return verdict;
      }
    }
    reset();
    return Verdict.CONTINUE;
  }
}
