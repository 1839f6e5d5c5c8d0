package io.gatehouse.dataplane.queue;

import io.gatehouse.dataplane.server.RunningServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One exchange that waits. It is granted a slot or given up, whichever comes first: both try to
 * change the same state, and only one succeeds. A granted ticket owns a slot of its server.
 */
public final class Ticket implements Comparable<Ticket> {
  private static final int WAITING = 0;
  private static final int GRANTED = 1;
  private static final int GIVEN_UP = 2;

  private final AtomicInteger state = new AtomicInteger(WAITING);
  private final int priorityClass;
  private final long date;
  private final long sequence;
  private final Waiter waiter;
  private final @Nullable RunningServer only;
  private final Line line;
  private final int servedBefore;
  private int place;

  /** Told when a slot is there. Called on any thread; it changes to its own event loop. */
  public interface Waiter {
    void granted(Ticket ticket, RunningServer server);

    /** Told when the server it waited for can no longer be used. Called on the control thread. */
    void chooseAgain();
  }

  Ticket(Place place, Waiter waiter, @Nullable RunningServer only, Line line) {
    this.priorityClass = place.priorityClass();
    this.date = place.date();
    this.sequence = place.sequence();
    this.waiter = waiter;
    this.only = only;
    this.line = line;
    this.servedBefore = line.served();
  }

  /**
   * Where a ticket stands: lower class first, then earlier date, then order of arrival.
   *
   * @param date milliseconds, moved by {@code set-priority-offset}
   */
  record Place(int priorityClass, long date, long sequence) {}

  /** The server it must have; null when any of the backend's will do. */
  public @Nullable RunningServer only() {
    return only;
  }

  Line line() {
    return line;
  }

  /**
   * What logs tell of the wait as HAProxy counts it ({@code %sq}, {@code %bq}): those that were
   * served from the same queue meanwhile, and one for itself. Who came before and still waits, or
   * went without a slot, does not count.
   */
  public int place() {
    return line.served() - servedBefore + 1;
  }

  /** The same at the moment when it was granted; for the waiter that was told. */
  public int placeWhenGranted() {
    return place;
  }

  Waiter waiter() {
    return waiter;
  }

  boolean waiting() {
    return state.get() == WAITING;
  }

  boolean grant(RunningServer server) {
    if (!state.compareAndSet(WAITING, GRANTED)) {
      return false;
    }
    place = place();
    waiter.granted(this, server);
    return true;
  }

  /** False when a slot was granted meanwhile; the caller then owns that slot. */
  boolean giveUp() {
    return state.compareAndSet(WAITING, GIVEN_UP);
  }

  @Override
  public int compareTo(Ticket other) {
    int byClass = Integer.compare(priorityClass, other.priorityClass);
    if (byClass != 0) {
      return byClass;
    }
    int byDate = Long.compare(date, other.date);
    return byDate != 0 ? byDate : Long.compare(sequence, other.sequence);
  }

  /** Tickets are themselves: two are never equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sequence);
  }
}
