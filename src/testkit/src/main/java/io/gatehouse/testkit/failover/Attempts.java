package io.gatehouse.testkit.failover;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** New connections in the order in which they were started. */
public final class Attempts {
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** What an outage lasts that did not end. */
  public static final double NEVER = Double.POSITIVE_INFINITY;

  private static final long FOR_GOOD = TimeUnit.SECONDS.toNanos(1);

  private final List<Attempt> attempts;

  Attempts(List<Attempt> attempts) {
    this.attempts = List.copyOf(attempts);
  }

  /** Those started between two moments. */
  public Attempts between(long from, long to) {
    return new Attempts(
        attempts.stream().filter(a -> a.started() >= from && a.started() < to).toList());
  }

  public int size() {
    return attempts.size();
  }

  /** How many were not answered. */
  public int failed() {
    return (int) attempts.stream().filter(attempt -> !attempt.answered()).count();
  }

  /**
   * The longest time, in milliseconds, from an unanswered connection to the next answered one;
   * {@link #NEVER} when none was answered after it for a second.
   */
  public double longestOutage() {
    return longestOutage(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** The same of the outages that began between two moments. */
  public double longestOutage(long from, long to) {
    long longest = 0;
    long since = 0;
    boolean out = false;
    for (Attempt attempt : attempts) {
      if (!attempt.answered() && !out) {
        out = true;
        since = attempt.started();
      } else if (attempt.answered() && out) {
        out = false;
        longest = Math.max(longest, counts(since, from, to) ? attempt.started() - since : 0);
      }
    }
    if (out && counts(since, from, to)) {
      long unfinished = attempts.getLast().started() + NewConnections.EVERY_NANOS - since;
      return unfinished >= FOR_GOOD ? NEVER : Math.max(longest, unfinished) / MILLI;
    }
    return longest / MILLI;
  }

  private static boolean counts(long moment, long from, long to) {
    return moment >= from && moment < to;
  }

  /** The time in milliseconds from the first unanswered connection to the last one. */
  public double troubledTime() {
    List<Attempt> failed = attempts.stream().filter(attempt -> !attempt.answered()).toList();
    return failed.isEmpty()
        ? 0
        : (failed.getLast().started() - failed.getFirst().started() + NewConnections.EVERY_NANOS)
            / MILLI;
  }

  /** Whether the last so many all were answered. */
  public boolean allAnswered(int last) {
    return attempts.size() >= last
        && attempts.subList(attempts.size() - last, attempts.size()).stream()
            .allMatch(Attempt::answered);
  }
}
