package io.gatehouse.dataplane.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The state of one server and since when it has it. Written by the control thread, read by any. */
public final class ServerLife {
  /** Where {@code rise 2 fall 3} have their best value. */
  private static final int TOP_OF_DEFAULTS = 4;

  private static final long SECOND = 1_000_000_000L;

  private volatile OperationalState state;
  private volatile int flags;
  private volatile long since = System.nanoTime();
  private volatile long downSeconds;
  private volatile int downTransitions;
  private volatile int health;
  private volatile @Nullable Long sessionsEnd;

  public ServerLife(OperationalState state, int flags) {
    this.state = state;
    this.flags = flags;
  }

  public OperationalState state() {
    return state;
  }

  /** As in {@link AdminFlags}. */
  public int flags() {
    return flags;
  }

  public boolean maint() {
    return AdminFlags.maint(flags);
  }

  public boolean drain() {
    return AdminFlags.drain(flags);
  }

  /** Whether it drains, and longer than its sessions were to be kept. */
  public boolean sessionsOver() {
    Long end = sessionsEnd;
    return end != null && drain() && System.nanoTime() - end >= 0;
  }

  /** How much longer its sessions are kept; null unless it drains and this was bounded. */
  public @Nullable Duration sessionsLeft() {
    Long end = sessionsEnd;
    return end == null || !drain() ? null : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /**
   * How long a drain keeps the sessions that the server has. Control thread.
   *
   * @param time null when as long as they last
   */
  public void keepSessions(@Nullable Duration time) {
    sessionsEnd = time == null ? null : Long.valueOf(System.nanoTime() + time.toNanos());
  }

  /** Goes on with the wishes of the operator for the server before it. */
  public void keepSessionsLike(ServerLife before) {
    sessionsEnd = before.sessionsEnd;
  }

  /** Seconds since its state changed last ({@code lastchg}). */
  public long sinceSeconds() {
    return (System.nanoTime() - since) / SECOND;
  }

  /** Its state changed that long before the process started. Before it is used. */
  public void changedBefore(long seconds) {
    since = System.nanoTime() - seconds * SECOND;
  }

  /** Seconds it was down in all ({@code downtime}). */
  public long downSeconds() {
    return state == OperationalState.STOPPED ? downSeconds + sinceSeconds() : downSeconds;
  }

  /** How often it went from up to down ({@code chkdown}). */
  public int downTransitions() {
    return downTransitions;
  }

  /** What {@code show servers state} tells as the health of a server without checks. */
  public int uncheckedHealth() {
    return health;
  }

  /** The operator says how it is. Control thread. */
  public void forced(boolean up) {
    health = up ? TOP_OF_DEFAULTS : 0;
  }

  /** Control thread. */
  public void uncheckedHealth(int now) {
    health = now;
  }

  /** Control thread. */
  public void flags(int now) {
    flags = now;
  }

  /** Changes the state and begins to count its time anew. Control thread, hence no lock. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void state(OperationalState now) {
    OperationalState before = state;
    if (before == now) {
      return;
    }
    if (before == OperationalState.STOPPED) {
      downSeconds += sinceSeconds();
    } else if (now == OperationalState.STOPPED) {
      downTransitions++;
    }
    since = System.nanoTime();
    state = now;
  }
}
