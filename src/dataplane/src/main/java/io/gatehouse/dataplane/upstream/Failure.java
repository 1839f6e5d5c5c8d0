package io.gatehouse.dataplane.upstream;

/** Why an exchange got no server, with the first half of its termination state (section 8.5). */
public enum Failure {
  NO_SERVER('S', 'C'),
  QUEUE_FULL('S', 'Q'),
  QUEUE_TIMEOUT('s', 'Q'),
  CONNECT_ERROR('S', 'C'),
  CONNECT_TIMEOUT('s', 'C'),
  /** The server leads back to where the exchange came from. */
  LOOP('S', 'C'),
  /** There is no address to connect from. */
  NO_SOURCE('I', 'C'),
  /** It was marked down ({@code on-marked-down shutdown-sessions}). */
  SERVER_DOWN('D', '-'),
  /** A backup is no longer needed ({@code on-marked-up shutdown-backup-sessions}). */
  SERVER_UP('U', '-'),
  /** The operator ended it ({@code shutdown sessions server}). */
  KILLED('K', '-');

  private final char cause;
  private final char stage;

  Failure(char cause, char stage) {
    this.cause = cause;
    this.stage = stage;
  }

  public char cause() {
    return cause;
  }

  /** A dash where HAProxy names no stage of its own. */
  public char stage() {
    return stage;
  }

  /** Whether there was a server, and it was taken away. */
  public boolean lost() {
    return this == SERVER_DOWN || this == SERVER_UP || this == KILLED;
  }
}
