package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;

/** {@code send}, {@code send-lf}, {@code send-binary} and {@code send-binary-lf}. */
record Send(Words words, String comment) implements Step {

  @Override
  public Send commented(String other) {
    return new Send(words, other);
  }

  static Send parse(String word, Arguments arguments) throws ArgumentException {
    Words words =
        switch (word) {
          case "send" -> Words.text(arguments.next("a string"));
          case "send-lf" -> Words.format(arguments, false);
          case "send-binary" -> Words.binary(arguments);
          default -> Words.format(arguments, true);
        };
    String comment = "";
    while (arguments.hasNext()) {
      String next = arguments.next("'comment'");
      if (!next.equals("comment")) {
        throw arguments.error("expects 'comment' but got '" + next + "' as argument");
      }
      comment = arguments.next("a string");
    }
    return new Send(words, comment);
  }
}
