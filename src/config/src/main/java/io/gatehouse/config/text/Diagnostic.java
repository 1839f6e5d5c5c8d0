package io.gatehouse.config.text;

import java.util.List;

/**
 * One finding.
 *
 * @param severity how much it weighs
 * @param span what to mark
 * @param message one sentence without a full stop; gives the bad value and the expected one
 * @param hints further lines: a suggestion, the place of the first definition
 */
public record Diagnostic(Severity severity, Span span, String message, List<String> hints) {

  public Diagnostic {
    hints = List.copyOf(hints);
  }

  public Position position() {
    return span.start();
  }
}
