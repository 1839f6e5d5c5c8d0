package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which lines may follow which. */
final class StepOrder {
  private final List<Step> before;
  private final Arguments arguments;

  StepOrder(List<CheckStep> before, Arguments arguments) {
    this.before =
        before.stream()
            .filter(Step.class::isInstance)
            .map(Step.class::cast)
            .filter(step -> !(step instanceof Step.Comment))
            .toList();
    this.arguments = arguments;
  }

  private @Nullable Step last() {
    return before.isEmpty() ? null : before.getLast();
  }

  void tcp(CheckStep next) throws ArgumentException {
    if (next instanceof Connect && !before.isEmpty() && !(before.getFirst() instanceof Connect)) {
      throw arguments.error(
          "first step MUST also be a 'connect', optionally preceded by a 'set-var', an"
              + " 'unset-var' or a 'comment', when there is a 'connect' step in the tcp-check"
              + " ruleset");
    }
  }

  void http(CheckStep next) throws ArgumentException {
    tcp(next);
    Step last = last();
    if (last == null) {
      return;
    }
    if (next instanceof HttpSend && !(last instanceof Connect)) {
      throw missing("send", "connect");
    }
    if (next instanceof Expect && last instanceof Connect) {
      throw missing("expect", "send");
    }
    if (next instanceof Connect && !(last instanceof Expect)) {
      throw missing("connect", "expect");
    }
  }

  private ArgumentException missing(String added, String lacking) {
    return arguments.error(
        "unable to add http-check %s rule at step %d (missing %s rule)"
            .formatted(added, before.size() + 1, lacking));
  }
}
