package io.gatehouse.config.text;

import java.util.List;

/** The directives that only say something, and every other line that begins with a dot. */
final class MessageDirectives {

  private static final List<String> ALL =
      List.of(".if", ".elif", ".else", ".endif", ".diag", ".notice", ".warning", ".alert");

  private final boolean diagnosticMode;
  private final Diagnostics diagnostics;

  /**
   * @param diagnosticMode whether {@code .diag} messages are wanted, {@code -dD}
   */
  MessageDirectives(boolean diagnosticMode, Diagnostics diagnostics) {
    this.diagnosticMode = diagnosticMode;
    this.diagnostics = diagnostics;
  }

  /** Carries out a line that begins with a dot; true when reading must stop there. */
  boolean carryOut(Line line) {
    switch (line.keyword()) {
      case ".alert" -> {
        return say(line, Severity.ERROR);
      }
      case ".warning" -> say(line, Severity.WARNING);
      case ".notice" -> say(line, Severity.NOTICE);
      case ".diag" -> say(line, Severity.DIAG);
      default ->
          diagnostics.error(
              line.span(0),
              "unknown directive '%s'".formatted(line.keyword()),
              Suggestions.didYouMean(line.keyword(), ALL));
    }
    return false;
  }

  private boolean say(Line line, Severity severity) {
    if (line.size() > 2) {
      diagnostics.error(
          line.span(2, line.size() - 1),
          "unexpected argument '%s' for '%s'".formatted(line.text(2), line.keyword()),
          "use quotes if the message should contain spaces");
      return false;
    }
    if (severity != Severity.DIAG || diagnosticMode) {
      String message = "'" + line.text(1) + "'";
      diagnostics.add(new Diagnostic(severity, line.span(), message, List.of()));
    }
    return true;
  }
}
