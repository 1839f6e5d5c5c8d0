package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import org.jspecify.annotations.Nullable;

/** A number of an action: written in the configuration, or what an expression yields. */
record Amount(long constant, @Nullable Expression expression) {
  static final long NONE = Long.MIN_VALUE;

  static Amount number(Arguments arguments, String expected, long min, long max)
      throws ArgumentException {
    return startsWithDigit(arguments)
        ? new Amount(arguments.integer(expected, min, max), null)
        : new Amount(NONE, arguments.expression());
  }

  /** A number in decimal or, behind {@code 0x}, hexadecimal. */
  static Amount bits(Arguments arguments, String expected, long max) throws ArgumentException {
    if (!startsWithDigit(arguments)) {
      return new Amount(NONE, arguments.expression());
    }
    String word = arguments.next(expected);
    try {
      long value = Long.decode(word);
      if (value >= 0 && value <= max) {
        return new Amount(value, null);
      }
    } catch (NumberFormatException notANumber) {
      throw arguments.error("'" + word + "' is not a number, expected " + expected);
    }
    throw arguments.error("'" + word + "' is out of range, expected " + expected);
  }

  /** A time; an expression yields milliseconds. */
  static Amount time(Arguments arguments, String expected) throws ArgumentException {
    return startsWithDigit(arguments)
        ? new Amount(arguments.time(expected).toMillis(), null)
        : new Amount(NONE, arguments.expression());
  }

  private static boolean startsWithDigit(Arguments arguments) {
    String word = arguments.peek();
    return word == null || !word.isEmpty() && Character.isDigit(word.charAt(0));
  }

  /** {@link #NONE} where the expression yields no number. */
  long of(ExchangeControl exchange) {
    Expression computed = expression;
    if (computed == null) {
      return constant;
    }
    Sample sample = exchange.scratch();
    boolean number = computed.evaluate(exchange, sample) && sample.cast(SampleType.INTEGER);
    return number ? sample.integer() : NONE;
  }
}
