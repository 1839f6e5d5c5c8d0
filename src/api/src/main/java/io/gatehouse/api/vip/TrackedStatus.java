package io.gatehouse.api.vip;

/**
 * How something that instances watch stands.
 *
 * @param standing {@code reverse} is not applied; a file without a fault is well
 * @param value of a script how far its results in a row have brought it, from 0 to {@code rise +
 *     fall - 1}, well from {@code rise} on; of processes how many there are; of a file its number
 */
public record TrackedStatus(Tracked object, Standing standing, int value) {

  /** What is known. */
  public enum Standing {
    /** Nothing yet. */
    PENDING,
    WELL,
    FAILED
  }
}
