package io.gatehouse.api.check;

/** What a {@link Dialogue} wants next. */
public sealed interface Move {

  /** Closes the connection there is, and opens another one. */
  record Connect(Dialing dialing) implements Move {
    /** To the server, as its own options say, closed by a reset. */
    public static final Connect STANDARD = new Connect(Dialing.STANDARD);
  }

  /** Sends bytes; what was received so far is forgotten. */
  record Say(byte[] bytes) implements Move {}

  /** Waits for bytes, or the end of the connection. */
  record Listen() implements Move {
    /** There is nothing to say about it. */
    public static final Listen MORE = new Listen();
  }

  /** The probe has ended. */
  record Over(CheckResult result) implements Move {}
}
