package io.gatehouse.vrrp.track;

import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number at the beginning of a text, read as strtol(3) reads it with base 0. */
final class LeadingNumber {
  private static final Pattern NUMBER =
      Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?)(0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*))");

  private LeadingNumber() {}

  /** 0 when there is none; empty when it does not fit. */
  static OptionalInt in(String text) {
    Matcher found = NUMBER.matcher(text);
    if (!found.lookingAt()) {
      return OptionalInt.of(0);
    }
    BigInteger number = number(found);
    BigInteger signed = found.group(1).equals("-") ? number.negate() : number;
    return signed.bitLength() < Integer.SIZE
        ? OptionalInt.of(signed.intValue())
        : OptionalInt.empty();
  }

  private static BigInteger number(Matcher found) {
    if (found.group(3) != null) {
      return new BigInteger(found.group(3), 16);
    }
    if (found.group(5) != null) {
      return new BigInteger(found.group(5));
    }
    return new BigInteger("0" + found.group(4), 8);
  }
}
