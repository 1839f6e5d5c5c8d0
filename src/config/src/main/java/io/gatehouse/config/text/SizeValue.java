package io.gatehouse.config.text;

import java.math.BigInteger;

/** A size as manual section 2.6 writes it: an integer number of bytes, or of k, m or g of them. */
public final class SizeValue {

  private SizeValue() {}

  /**
   * The number of bytes; at most {@code maximum}, HAProxy's own being 2^32 - 1 for most keywords.
   */
  public static long parse(String text, long maximum) throws MalformedValueException {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0) {
      throw unexpected(text, 0);
    }
    int shift = 0;
    if (digits < text.length()) {
      shift = shift(text, digits);
      if (digits + 1 < text.length()) {
        throw unexpected(text, digits + 1);
      }
    }
    BigInteger bytes = new BigInteger(text.substring(0, digits)).shiftLeft(shift);
    if (bytes.compareTo(BigInteger.valueOf(maximum)) > 0) {
      throw new MalformedValueException(
          "size '%s' is too large (maximum is %d bytes)".formatted(text, maximum));
    }
    return bytes.longValueExact();
  }

  private static int shift(String text, int at) throws MalformedValueException {
    return switch (text.charAt(at)) {
      case 'k', 'K' -> 10;
      case 'm', 'M' -> 20;
      case 'g', 'G' -> 30;
      default -> throw unexpected(text, at);
    };
  }

  private static MalformedValueException unexpected(String text, int at) {
    String found =
        at < text.length() ? "unexpected character '" + text.charAt(at) + "'" : "no digits";
    return new MalformedValueException(
        "%s in size '%s', expected an integer with an optional unit k, m or g"
            .formatted(found, text));
  }
}
