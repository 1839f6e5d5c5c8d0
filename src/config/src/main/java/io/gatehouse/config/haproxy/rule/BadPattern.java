package io.gatehouse.config.haproxy.rule;

/** A pattern that does not read as its match method wants; the message gives value and reason. */
final class BadPattern extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  BadPattern(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
