package io.gatehouse.config.text;

/** A value that does not read as its format wants; the message gives the value and the reason. */
public final class MalformedValueException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedValueException(String message) {
    super(message, null, false, false);
  }

  /** The message, which is always there. */
  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
