package io.gatehouse.config.text;

import java.math.BigInteger;
import java.time.Duration;

/**
 * A time as manual section 2.5 writes it: an integer and a unit, in the unit that the keyword
 * counts in, rounded up to it as HAProxy does.
 *
 * @param amount less than 2^31
 * @param unit the keyword's unit, which also was the unit of a bare number
 * @param trailing what stood behind the unit ({@code 5sec}): tolerated by HAProxy with a warning,
 *     else empty
 */
public record TimeValue(long amount, Unit unit, String trailing) {

  /** HAProxy keeps times in 32-bit signed numbers. */
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(31);

  /** The units of manual section 2.5. */
  public enum Unit {
    MICROSECOND("us", 1),
    MILLISECOND("ms", 1_000),
    SECOND("s", 1_000_000),
    MINUTE("m", 60_000_000),
    HOUR("h", 3_600_000_000L),
    DAY("d", 86_400_000_000L);

    private final String suffix;
    private final long micros;

    Unit(String suffix, long micros) {
      this.suffix = suffix;
      this.micros = micros;
    }

    public String suffix() {
      return suffix;
    }
  }

  public Duration duration() {
    return Duration.ofSeconds(
        Math.multiplyExact(amount, unit.micros) / 1_000_000,
        Math.multiplyExact(amount, unit.micros) % 1_000_000 * 1_000);
  }

  /** Reads a time for a keyword that counts in {@code unit}. */
  public static TimeValue parse(String text, Unit unit) throws MalformedValueException {
    int digits = 0;
    while (digits < text.length() && isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == 0) {
      throw unexpected(text, 0);
    }
    BigInteger value = new BigInteger(text.substring(0, digits));
    if (digits == text.length()) {
      return new TimeValue(bounded(text, value, unit), unit, "");
    }
    Unit written = unitAt(text, digits);
    BigInteger micros = value.multiply(BigInteger.valueOf(written.micros));
    BigInteger[] parts = micros.divideAndRemainder(BigInteger.valueOf(unit.micros));
    BigInteger amount = parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
    String trailing = text.substring(digits + written.suffix.length());
    return new TimeValue(bounded(text, amount, unit), unit, trailing);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Unit unitAt(String text, int at) throws MalformedValueException {
    if (text.startsWith("ms", at)) {
      return Unit.MILLISECOND;
    }
    for (Unit unit : Unit.values()) {
      if (text.startsWith(unit.suffix, at)) {
        return unit;
      }
    }
    // "5u" is wrong at the 'u', as is "5.5s" at the dot.
    throw unexpected(text, at);
  }

  private static long bounded(String text, BigInteger amount, Unit unit)
      throws MalformedValueException {
    if (amount.compareTo(LIMIT) >= 0) {
      throw new MalformedValueException(
          "timer overflow in '%s' (maximum value is 2147483647 %s%s)"
              .formatted(text, unit.suffix, unit == Unit.MILLISECOND ? " or ~24.8 days" : ""));
    }
    return amount.longValueExact();
  }

  private static MalformedValueException unexpected(String text, int at) {
    String found =
        at < text.length() ? "unexpected character '" + text.charAt(at) + "'" : "no digits";
    return new MalformedValueException(
        "%s in time '%s', expected an integer with an optional unit us, ms, s, m, h or d"
            .formatted(found, text));
  }
}
