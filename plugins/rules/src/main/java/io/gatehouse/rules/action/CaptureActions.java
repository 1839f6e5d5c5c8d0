package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Captures;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.Verdict;
import java.util.Set;

/** {@code capture}: what an expression yields is kept for the log. */
public final class CaptureActions extends ActionFamily {
  private static final Set<Phase> WHERE =
      Set.of(
          Phase.TCP_REQUEST_CONTENT,
          Phase.HTTP_REQUEST,
          Phase.HTTP_RESPONSE,
          Phase.HTTP_AFTER_RESPONSE);

  public CaptureActions() {
    add("capture", WHERE, (phase, name, a) -> capture(phase, a));
  }

  private static Action capture(Phase phase, Arguments arguments) throws ArgumentException {
    boolean request = phase == Phase.HTTP_REQUEST || phase == Phase.TCP_REQUEST_CONTENT;
    Expression expression = arguments.expression();
    if (arguments.accept("id")) {
      int slot = (int) arguments.integer("the number of a capture slot", 0, 10_000);
      return new Capture(request, expression, slot);
    }
    if (!arguments.accept("len")) {
      arguments.next("'len' or 'id'");
      throw arguments.unknown("argument", Set.of("len", "id"));
    }
    int length = (int) arguments.integer("a length", 1, 1 << 16);
    if (!request) {
      throw arguments.error("'len' is for requests only, use 'id' and 'declare capture response'");
    }
    return new Capture(true, expression, arguments.declareCapture(length));
  }

  /** A slot that the frontend does not have keeps nothing. */
  record Capture(boolean request, Expression expression, int slot) implements Action {
    @Override
    public Set<Phase> phases() {
      return WHERE;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      Captures captures = exchange.captures();
      int slots = request ? captures.requestSlots() : captures.responseSlots();
      Sample sample = exchange.scratch();
      boolean there =
          slot < slots && expression.evaluate(exchange, sample) && sample.cast(SampleType.STRING);
      if (there && request) {
        captures.captureRequest(slot, sample.bytes(), sample.offset(), sample.length());
      } else if (there) {
        captures.captureResponse(slot, sample.bytes(), sample.offset(), sample.length());
      }
      return Verdict.CONTINUE;
    }
  }
}
