package io.gatehouse.dataplane.health;

/** What a server can do; the order is that of the numbers in {@code show servers state}. */
public enum OperationalState {
  /** Down: takes nothing. */
  STOPPED,
  /** Up, its weight and maxconn still rise ({@code slowstart}). */
  STARTING,
  RUNNING,
  /** Up, but takes only what persistence brings (NOLB: its check passed conditionally). */
  STOPPING
}
