package io.gatehouse.gateway.runtime.command;

/**
 * What a command says. Dumps are printed as they are; messages get the severity that the connection
 * asked for. A long answer goes out in pieces while the command goes on. The empty line behind
 * every answer is the conversation's business.
 */
public final class Answer {
  static final String DENIED = "Permission denied\n";

  /** What has become this long is sent. */
  private static final int PIECE = 16_384;

  private final StringBuilder text = new StringBuilder();
  private final Outlet outlet;
  private boolean wanted = true;
  private final Severity.Output severity;

  /** Where pieces of an answer go. */
  @FunctionalInterface
  public interface Outlet {
    /** Waits until it is taken; false when nobody is there any more. */
    boolean take(String piece);
  }

  Answer(Severity.Output severity, Outlet outlet) {
    this.severity = severity;
    this.outlet = outlet;
  }

  /** Adds to a dump. */
  Answer print(String words) {
    text.append(words);
    if (text.length() >= PIECE) {
      wanted = wanted && outlet.take(text.toString());
      text.setLength(0);
    }
    return this;
  }

  /** False when nobody reads what follows. */
  boolean wanted() {
    return wanted;
  }

  void message(Severity level, String words) {
    text.append(level.prefix(severity)).append(words);
  }

  void error(String words) {
    message(Severity.ERR, words);
  }

  /** What was not sent yet. */
  public String text() {
    return text.toString();
  }
}
