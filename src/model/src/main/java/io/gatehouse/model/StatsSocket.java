package io.gatehouse.model;

/** One {@code stats socket} line: a door to the runtime commands (management guide section 9). */
public record StatsSocket(Bind bind, Level level, boolean exposeListeners) {

  /** What a connection may do. */
  public enum Level {
    USER,
    OPERATOR,
    ADMIN
  }
}
