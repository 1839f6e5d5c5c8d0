package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import java.time.Duration;
import java.util.Set;

/** Actions that let the exchange wait. */
public final class WaitActions extends ActionFamily {

  public WaitActions() {
    add("wait-for-body", MESSAGES, (phase, name, a) -> body(phase, a));
    add("pause", MESSAGES, (phase, name, a) -> new Pause(Amount.time(a, "a time")));
  }

  private static Action body(Phase phase, Arguments arguments) throws ArgumentException {
    Duration time = null;
    long least = 0;
    while (!atEnd(arguments)) {
      String word = arguments.next("'time' or 'at-least'");
      switch (word) {
        case "time" -> time = arguments.time("a time");
        case "at-least" -> least = arguments.size("a number of bytes");
        case "use-large-buffer" ->
            throw arguments.error("'use-large-buffer' is not supported: raise 'tune.bufsize'");
        default -> throw arguments.unknown("argument", Set.of("time", "at-least"));
      }
    }
    if (time == null) {
      throw arguments.error("'wait-for-body' needs 'time' and how long to wait at most");
    }
    return new Body(phase == Phase.HTTP_REQUEST, time, least);
  }

  /** Until the body is whole, long enough or fills the buffer; else 408 or 504. */
  record Body(boolean request, Duration time, long least) implements Action {
    @Override
    public Set<Phase> phases() {
      return MESSAGES;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      boolean ended = request ? exchange.requestEnded() : exchange.responseEnded();
      int length = (request ? exchange.requestPayload() : exchange.responsePayload()).length();
      if (ended || least > 0 && length >= least || exchange.bufferFull()) {
        return Verdict.CONTINUE;
      }
      exchange.waitAtMost(time);
      return Verdict.WAIT;
    }
  }

  /** Waits for this time and goes on. */
  record Pause(Amount time) implements Action {
    @Override
    public Set<Phase> phases() {
      return MESSAGES;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      long millis = time.of(exchange);
      if (millis <= 0 || exchange.paused(Duration.ofMillis(millis))) {
        return Verdict.CONTINUE;
      }
      return Verdict.WAIT;
    }
  }
}
