package io.gatehouse.vrrp.track;

import io.gatehouse.api.vip.Tracked.TrackScript;
import io.gatehouse.vrrp.port.Watched.Verdict;

/**
 * Counts the results of a script: {@code rise} successes in a row make it well, {@code fall}
 * failures in a row make it fail. The very first result decides alone, unless {@code init_fail}
 * says that it begins as failed.
 */
final class ScriptScore {
  private final int rise;
  private final int fall;
  private Verdict verdict;
  private int streak;

  ScriptScore(TrackScript script) {
    rise = script.rise();
    fall = script.fall();
    verdict = script.initiallyFailed() ? Verdict.FAILED : Verdict.PENDING;
  }

  Verdict verdict() {
    return verdict;
  }

  /** Keepalived's counter: up to {@code rise + fall - 1}, well from {@code rise} on. */
  int result() {
    return verdict == Verdict.WELL ? rise + fall - 1 - streak : streak;
  }

  /** Takes one more result into account. */
  Verdict add(boolean success) {
    boolean asBefore = success == (verdict == Verdict.WELL);
    if (verdict == Verdict.PENDING) {
      verdict = success ? Verdict.WELL : Verdict.FAILED;
    } else if (asBefore) {
      streak = 0;
    } else {
      streak++;
      if (streak >= (success ? rise : fall)) {
        verdict = success ? Verdict.WELL : Verdict.FAILED;
        streak = 0;
      }
    }
    return verdict;
  }
}
