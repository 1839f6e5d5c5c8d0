package io.gatehouse.dataplane.loop;

/**
 * Something that has to happen in time. It is its own heap node, so that setting it allocates
 * nothing. Confined to one event loop.
 */
public abstract class Deadline {
  static final long NEVER = Long.MAX_VALUE;

  /** When it expires. */
  long at = NEVER;

  /** When the heap looks at it: never later than {@link #at}, so extending costs nothing. */
  long armed = NEVER;

  /** Place in the heap, -1 outside of it. */
  int index = -1;

  /** Called on the event loop, once for each time it is set. */
  protected abstract void expired();

  /** Whether its owner only waits for something new to begin, so that it may end at any time. */
  protected boolean idle() {
    return false;
  }

  /** Whether its time has come by then, {@link #expired} being called already or soon. */
  public final boolean due(long now) {
    return at <= now;
  }

  /** Whether it is set. */
  public final boolean pending() {
    return at != NEVER;
  }
}
