package io.gatehouse.balancers.hash;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Function;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;

/**
 * Hashes the value of an expression as bytes: numbers are eight in network order, addresses four or
 * sixteen. Where {@code hash-type} has no function the value is text, because the hash is then the
 * number it spells. Each event loop evaluates in a sample of its own.
 */
public record ExpressionKey(HashSettings settings, Expression expression) implements KeyHash {
  private static final int LARGEST_VALUE = 16_384;
  private static final ThreadLocal<Sample> SAMPLE =
      ThreadLocal.withInitial(() -> new Sample(LARGEST_VALUE));

  @Override
  public long of(Exchange exchange) {
    Sample sample = SAMPLE.get();
    SampleType type = settings.function() == Function.NONE ? SampleType.STRING : SampleType.BINARY;
    return expression.evaluate(exchange, sample) && sample.cast(type)
        ? HashFunctions.hash(settings, sample.bytes(), sample.offset(), sample.length())
        : ABSENT;
  }
}
