package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import java.time.Duration;
import java.util.Set;

/** {@code wait-for-body}: rules that follow see the body of the message. */
public final class WaitActions extends ActionFamily {

  public WaitActions() {
    add("wait-for-body", MESSAGES, (phase, name, a) -> body(a));
  }

  private static Action body(Arguments arguments) throws ArgumentException {
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
    return new Body(time, least);
  }

  /** Until the body is whole, long enough or fills the buffer; else 408, or 504 of an answer. */
  record Body(Duration time, long least) implements Action {
    @Override
    public Set<Phase> phases() {
      return MESSAGES;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      boolean request = exchange.phase() == Phase.HTTP_REQUEST;
      boolean ended = request ? exchange.requestEnded() : exchange.responseEnded();
      if (ended || exchange.bufferFull() || least > 0 && length(exchange, request) >= least) {
        return Verdict.CONTINUE;
      }
      exchange.waitAtMost(time);
      return Verdict.WAIT;
    }

    private static int length(ExchangeControl exchange, boolean request) {
      return (request ? exchange.requestPayload() : exchange.responsePayload()).length();
    }
  }
}
