package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.telemetry.RateMeter;
import java.util.concurrent.TimeUnit;

/**
 * {@code rate-limit sessions}: a frontend that took so many in a second lets newcomers wait in the
 * kernel's backlog. Any thread.
 */
final class Pace {
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

  private final int limit;
  private final RateMeter sessions;

  /**
   * @param limit 0 is none
   */
  Pace(int limit, RateMeter sessions) {
    this.limit = limit;
    this.sessions = sessions;
  }

  boolean reached() {
    return limit > 0 && sessions.perSecond(System.nanoTime()) >= limit;
  }

  /** After how long another look is worth it: when about one session has become old. */
  long againInNanos() {
    return Math.max(SHORTEST, TimeUnit.SECONDS.toNanos(1) / Math.max(1, limit));
  }
}
