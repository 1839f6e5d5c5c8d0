package io.gatehouse.gateway.runtime.command;

/**
 * What a command says. Dumps are printed as they are; messages get the severity that the connection
 * asked for. The empty line behind every answer is the conversation's business.
 */
public final class Answer {
  static final String DENIED = "Permission denied\n";

  private final StringBuilder text = new StringBuilder();
  private final Severity.Output severity;

  Answer(Severity.Output severity) {
    this.severity = severity;
  }

  /** Adds to a dump. */
  Answer print(String words) {
    text.append(words);
    return this;
  }

  void message(Severity level, String words) {
    text.append(level.prefix(severity)).append(words);
  }

  void error(String words) {
    message(Severity.ERR, words);
  }

  public String text() {
    return text.toString();
  }
}
