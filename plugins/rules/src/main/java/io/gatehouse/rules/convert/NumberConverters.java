package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Arithmetic on 64-bit numbers; what overflows saturates, as HAProxy has it. */
public final class NumberConverters extends ConverterFamily {
  private static final SampleType NUMBER = SampleType.INTEGER;

  public NumberConverters() {
    truth("bool", v -> v != 0);
    truth("not", v -> v == 0);
    truth("odd", v -> (v & 1) == 1);
    truth("even", v -> (v & 1) == 0);
    number("neg", v -> -v);
    number("cpl", v -> ~v);
    for (Operation operation : Operation.values()) {
      with(operation.word, a -> calculation(operation, a));
    }
  }

  private interface Truth {
    boolean of(long value);
  }

  private interface Unary {
    long of(long value);
  }

  private void truth(String name, Truth truth) {
    plain(name, NUMBER, SampleType.BOOLEAN, s -> s.setBoolean(truth.of(s.integer())) == s);
  }

  private void number(String name, Unary unary) {
    plain(name, NUMBER, NUMBER, s -> s.setInteger(unary.of(s.integer())) == s);
  }

  private static Converter calculation(Operation operation, Arguments arguments)
      throws ArgumentException {
    String word = arguments.next("a number or a variable");
    Optional<Variables.Name> variable = Variables.Name.parse(word);
    if (variable.isPresent()) {
      return new Calculation(operation, 0, variable.get());
    }
    try {
      return new Calculation(operation, Long.decode(word), null);
    } catch (NumberFormatException neither) {
      throw arguments.error("'" + word + "' is neither a number nor a variable");
    }
  }

  /** The operations of two numbers. */
  enum Operation {
    ADD("add"),
    SUB("sub"),
    MUL("mul"),
    DIV("div"),
    MOD("mod"),
    AND("and"),
    OR("or"),
    XOR("xor");

    private final String word;

    Operation(String word) {
      this.word = word;
    }

    long of(long a, long b) {
      return switch (this) {
        case ADD -> plus(a, b);
        case SUB -> b == Long.MIN_VALUE ? plus(plus(a, Long.MAX_VALUE), 1) : plus(a, -b);
        case MUL -> times(a, b);
        case DIV -> b == 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : divided(a, b);
        case MOD -> b == 0 || b == -1 ? 0 : a % b;
        case AND -> a & b;
        case OR -> a | b;
        case XOR -> a ^ b;
      };
    }

    private static long plus(long a, long b) {
      long sum = a + b;
      boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
      return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    private static long times(long a, long b) {
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      boolean fits = high == low >> 63;
      return fits ? low : ((a ^ b) < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }

    private static long divided(long a, long b) {
      return a == Long.MIN_VALUE && b == -1 ? Long.MAX_VALUE : a / b;
    }
  }

  /** An operation with a constant or a variable; an unset variable gives no result. */
  record Calculation(Operation operation, long number, Variables.@Nullable Name variable)
      implements Converter {
    @Override
    public SampleType input() {
      return NUMBER;
    }

    @Override
    public SampleType output() {
      return NUMBER;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      long other = number;
      if (variable != null) {
        Sample value = sample.companion();
        if (!exchange.variables().get(variable, value) || !value.cast(NUMBER)) {
          return false;
        }
        other = value.integer();
      }
      sample.setInteger(operation.of(sample.integer(), other));
      return true;
    }
  }
}
