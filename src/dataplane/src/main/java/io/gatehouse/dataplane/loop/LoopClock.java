package io.gatehouse.dataplane.loop;

/**
 * The time of one event loop's present event: read from the system once, when the event begins, and
 * the same for all that follows from it. Whoever enters from outside (a channel's event, a task)
 * calls {@link #tick} first. Confined to its event loop.
 */
public final class LoopClock {
  private long now = System.nanoTime();

  /** An event begins. */
  public void tick() {
    now = System.nanoTime();
  }

  /** As {@link System#nanoTime}, but of the present event's beginning. */
  public long now() {
    return now;
  }
}
