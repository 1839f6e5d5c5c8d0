package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckStep;

/** Reads lines of {@code tcp-check} and {@code http-check}. */
final class StepLines {
  private StepLines() {}

  static CheckStep tcp(Arguments arguments) throws ArgumentException {
    String word = arguments.next("a step such as 'connect', 'send' or 'expect'");
    return switch (word) {
      case "connect" -> Connect.parse(false, arguments);
      case "send", "send-lf", "send-binary", "send-binary-lf" -> Send.parse(word, arguments);
      case "expect" -> new ExpectParser(arguments, false).parse();
      case "comment" -> new Step.Comment(arguments.next("a string"));
      default ->
          throw arguments.error(
              "'tcp-check' only supports 'comment', 'connect', 'send', 'send-lf', 'send-binary',"
                  + " 'send-binary-lf', 'expect', 'set-var', 'set-var-fmt' or 'unset-var', but got"
                  + " '"
                  + word
                  + "'");
    };
  }

  static CheckStep http(Arguments arguments) throws ArgumentException {
    String word = arguments.next("a step such as 'send' or 'expect'");
    return switch (word) {
      case "connect" -> Connect.parse(true, arguments);
      case "send" -> HttpSend.parse(arguments);
      case "expect" -> new ExpectParser(arguments, true).parse();
      case "comment" -> new Step.Comment(arguments.next("a string"));
      case "disable-on-404" -> HttpFlag.GONE_IS_FINE;
      case "send-state" -> HttpFlag.TELL_STATE;
      default ->
          throw arguments.error(
              "'http-check' only supports 'disable-on-404', 'send-state', 'comment', 'connect',"
                  + " 'send', 'expect', 'set-var', 'set-var-fmt' or 'unset-var', but got '"
                  + word
                  + "'");
    };
  }
}
