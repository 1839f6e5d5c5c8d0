package io.gatehouse.config.text;

/** The words of a line cannot be told apart. */
final class ScanException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;
  private final int length;
  private final String[] hints;

  ScanException(int offset, int length, String message, String... hints) {
    super(message, null, false, false);
    this.offset = offset;
    this.length = length;
    this.hints = hints;
  }

  /** The first offending character, from 0. */
  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  String[] hints() {
    return hints;
  }

  String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
