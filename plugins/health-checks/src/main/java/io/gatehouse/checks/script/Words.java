package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Format;
import io.gatehouse.checks.talk.Replies;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Bytes of a line: as written, or made for each check.
 *
 * @param fixed where they are as written
 * @param format where they are made
 * @param hex whether what is made is hexadecimal
 */
record Words(String fixed, Optional<Format> format, boolean hex) {
  static final Words NONE = new Words("", Optional.empty(), false);

  static Words text(String text) {
    return new Words(text, Optional.empty(), false);
  }

  static Words format(Arguments arguments, boolean hex) throws ArgumentException {
    return new Words("", Optional.of(arguments.format("a text")), hex);
  }

  /** Reads hexadecimal digits. */
  static Words binary(Arguments arguments) throws ArgumentException {
    String digits = arguments.next("a binary string");
    try {
      return text(Replies.text(HexFormat.of().parseHex(digits)));
    } catch (IllegalArgumentException malformed) {
      throw arguments.error(
          digits.length() % 2 == 1
              ? "'" + digits + "' invalid binary string (an even number of hex digit is expected)"
              : "'" + digits + "' invalid binary string (an hex digit is expected)");
    }
  }

  boolean isEmpty() {
    return fixed.isEmpty() && format.isEmpty();
  }

  boolean made() {
    return format.isPresent();
  }

  /**
   * The bytes now; one char is one byte.
   *
   * @throws NumberFormatException where they should be hexadecimal and are not
   */
  String now(CheckScene scene) {
    if (format.isEmpty()) {
      return fixed;
    }
    ExchangeControl exchange = scene.exchange();
    ByteSink sink = exchange.scratchSink();
    format.get().write(exchange, exchange.scratch(), sink);
    String text = sink.text();
    if (!hex) {
      return text;
    }
    try {
      return Replies.text(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException malformed) {
      throw (NumberFormatException) new NumberFormatException(text).initCause(malformed);
    }
  }
}
