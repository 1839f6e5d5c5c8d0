package io.gatehouse.dataplane.upstream;

/** Why an exchange got no server, with the first half of its termination state (section 8.5). */
public enum Failure {
  NO_SERVER('S', 'C'),
  QUEUE_FULL('S', 'Q'),
  QUEUE_TIMEOUT('s', 'Q'),
  CONNECT_ERROR('S', 'C'),
  CONNECT_TIMEOUT('s', 'C');

  private final char cause;
  private final char stage;

  Failure(char cause, char stage) {
    this.cause = cause;
    this.stage = stage;
  }

  public char cause() {
    return cause;
  }

  public char stage() {
    return stage;
  }
}
