package io.gatehouse.dataplane.health;

/** What a server can do. */
public enum OperationalState {
  /** Down: takes nothing. */
  STOPPED(0),
  /** Up, its weight and maxconn still rise ({@code slowstart}). */
  STARTING(1),
  RUNNING(2),
  /** Up, but takes only what persistence brings (NOLB: its check passed conditionally). */
  STOPPING(3);

  private final int number;

  OperationalState(int number) {
    this.number = number;
  }

  /** As {@code show servers state} has it. */
  public int number() {
    return number;
  }
}
