package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.Row;
import io.gatehouse.api.table.Table;
import io.gatehouse.api.table.TableReference;
import io.gatehouse.rules.table.RowUse;
import java.util.Set;

/** Actions on stick tables: to track a key, and to count and mark what is tracked. */
public final class TableActions extends ActionFamily {
  private static final Set<Phase> TRACKING =
      Set.of(
          Phase.TCP_CONNECTION,
          Phase.TCP_SESSION,
          Phase.TCP_REQUEST_CONTENT,
          Phase.HTTP_REQUEST,
          Phase.HTTP_RESPONSE);

  /** The most that {@code tune.stick-counters} can say. */
  private static final int COUNTERS = 100;

  private static final int LAST_ELEMENT = 99;
  private static final long UNSIGNED = 0xffff_ffffL;

  public TableActions() {
    for (int i = 0; i < COUNTERS; i++) {
      int counter = i;
      add("track-sc" + i, TRACKING, (phase, name, a) -> track(phase, counter, a));
    }
    single("sc-inc-gpc0", Datum.GPC0, Datum.GPC0_RATE);
    single("sc-inc-gpc1", Datum.GPC1, Datum.GPC1_RATE);
    add("sc-inc-gpc(", ALL, (phase, name, a) -> incrementElement(name, a));
    add("sc-add-gpc(", ALL, (phase, name, a) -> addToElement(name, a));
    add("sc-set-gpt(", ALL, (phase, name, a) -> setElement(name, a));
    add("sc-set-gpt0(", ALL, (phase, name, a) -> setFirst(name, a));
    add("sc-set-gpt0", ALL, (phase, name, a) -> setFirst(name, a));
  }

  private void single(String action, Datum counter, Datum rate) {
    for (String name : new String[] {action, action + "("}) {
      add(
          name,
          ALL,
          (phase, word, a) ->
              new Count((int) numbers(word, a, 1)[0], counter, rate, 0, new Amount(1, null)));
    }
  }

  private static Action track(Phase phase, int counter, Arguments arguments)
      throws ArgumentException {
    Expression key = arguments.expression();
    if (!key.fetch().phases().contains(phase)) {
      throw arguments.error("'%s' has nothing to read in this rule set".formatted(key.text()));
    }
    String name = arguments.accept("table") ? arguments.next("the name of a stick table") : "";
    return new Track(counter, key, arguments.table(name, key.type()));
  }

  private static Action incrementElement(String word, Arguments arguments)
      throws ArgumentException {
    long[] numbers = numbers(word, arguments, 2);
    return new Count(
        (int) numbers[1], Datum.GPC, Datum.GPC_RATE, (int) numbers[0], new Amount(1, null));
  }

  private static Action addToElement(String word, Arguments arguments) throws ArgumentException {
    long[] numbers = numbers(word, arguments, 2);
    Amount amount = Amount.number(arguments, "a number", 0, UNSIGNED);
    return new Count((int) numbers[1], Datum.GPC, Datum.GPC_RATE, (int) numbers[0], amount);
  }

  private static Action setElement(String word, Arguments arguments) throws ArgumentException {
    long[] numbers = numbers(word, arguments, 2);
    Amount amount = Amount.number(arguments, "a number", 0, UNSIGNED);
    return new Mark((int) numbers[1], Datum.GPT, (int) numbers[0], amount);
  }

  private static Action setFirst(String word, Arguments arguments) throws ArgumentException {
    long[] numbers = numbers(word, arguments, 1);
    return new Mark(
        (int) numbers[0], Datum.GPT0, 0, Amount.number(arguments, "a number", 0, UNSIGNED));
  }

  /** The numbers in the parentheses of an action's name; the last one is a counter's. */
  private static long[] numbers(String word, Arguments arguments, int count)
      throws ArgumentException {
    long[] numbers = new long[count];
    int open = word.indexOf('(');
    if (open < 0) {
      return numbers;
    }
    String[] written = word.substring(open + 1).replaceFirst("\\)$", "").split(",", -1);
    if (!word.endsWith(")") || written.length != count) {
      throw arguments.error(
          "'%s' expects %s in its parentheses"
              .formatted(
                  word.substring(0, open), count == 1 ? "a counter" : "an index and a counter"));
    }
    for (int i = 0; i < count; i++) {
      int last = i == count - 1 ? COUNTERS - 1 : LAST_ELEMENT;
      numbers[i] = number(written[i], last, arguments);
    }
    return numbers;
  }

  private static long number(String text, int last, Arguments arguments) throws ArgumentException {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= last) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw arguments.error("'%s' is not a number".formatted(text));
    }
    throw arguments.error("'%s' is out of range, expected 0 to %d".formatted(text, last));
  }

  /** A counter that tracks already is left as it is. */
  record Track(int counter, Expression key, TableReference table) implements Action {
    @Override
    public Set<Phase> phases() {
      return TRACKING;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      Table running = exchange.surroundings().table(table);
      if (running == null || exchange.tracked(counter) != null) {
        return Verdict.CONTINUE;
      }
      Sample sample = exchange.scratch();
      boolean found = key.evaluate(exchange, sample);
      if (sample.isUndecided() && !exchange.inspectionOver()) {
        return Verdict.WAIT;
      }
      if (found) {
        exchange.track(counter, running, sample);
      }
      return Verdict.CONTINUE;
    }
  }

  record Count(int counter, Datum number, Datum rate, int index, Amount amount) implements Action {
    @Override
    public Set<Phase> phases() {
      return ALL;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      Row row = exchange.tracked(counter);
      long more = row == null ? Amount.NONE : amount.of(exchange);
      if (row != null && more != Amount.NONE) {
        RowUse.count(row, number, rate, index, more & UNSIGNED);
      }
      return Verdict.CONTINUE;
    }
  }

  record Mark(int counter, Datum tag, int index, Amount amount) implements Action {
    @Override
    public Set<Phase> phases() {
      return ALL;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      Row row = exchange.tracked(counter);
      long value = row == null ? Amount.NONE : amount.of(exchange);
      if (row != null && value != Amount.NONE && row.set(tag, index, value & UNSIGNED)) {
        row.touch();
      }
      return Verdict.CONTINUE;
    }
  }
}
