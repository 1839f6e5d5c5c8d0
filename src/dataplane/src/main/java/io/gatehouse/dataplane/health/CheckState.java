package io.gatehouse.dataplane.health;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.model.Check;
import io.gatehouse.model.ServerHealth.InitState;
import java.time.Duration;

/** What the checks of one server found so far. Written by the control thread, read by any. */
public final class CheckState {
  private final Check check;
  private volatile Health health;
  private volatile CheckResult last = CheckResult.of(CheckStatus.INI);
  private volatile long millis = -1;
  private volatile boolean enabled = true;
  private volatile boolean paused;
  private volatile boolean hurried;
  private volatile long failed;

  public CheckState(Check check, InitState initState) {
    this.check = check;
    this.health = Health.initial(check, initState);
  }

  /** Goes on where another one, of the same server before a reload, stands. Before it is used. */
  public void continues(CheckState before, Health as) {
    health = as;
    last = before.last;
    millis = before.millis;
    enabled = before.enabled;
    failed = before.failed;
  }

  public Check check() {
    return check;
  }

  public Health health() {
    return health;
  }

  /** The last result; {@link CheckStatus#INI} before the first one. */
  public CheckResult last() {
    return last;
  }

  /** How long the last check took ({@code check_duration}); -1 where it is not known. */
  public long millis() {
    return millis;
  }

  /** Checks that failed while the server was up ({@code chkfail}). */
  public long failed() {
    return failed;
  }

  /** {@code enable health} and {@code disable health}. */
  public boolean enabled() {
    return enabled;
  }

  /** In maintenance nothing is checked. */
  public boolean paused() {
    return paused;
  }

  /** Control thread. */
  public void enabled(boolean now) {
    enabled = now;
  }

  /** Control thread. */
  public void paused(boolean now) {
    paused = now;
  }

  /** Control thread. */
  public void health(Health now) {
    health = now;
  }

  /** The next check comes after {@code fastinter}, whatever the health is. Control thread. */
  public void hurry() {
    hurried = true;
  }

  /** The time to the next check; a hurry is over with it. Control thread. */
  public Duration interval(boolean stopped) {
    boolean fast = hurried;
    hurried = false;
    return fast ? check.fastInter() : health.interval(check, stopped);
  }

  /**
   * Counts a result. Control thread.
   *
   * @return whether it is worth a message: something changed by it
   */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public boolean count(CheckResult result, long duration) {
    Health before = health;
    boolean passed = result.status().passed();
    boolean report = result.status() != last.status();
    if (!passed && before.value() > 0) {
      failed++;
      report = true;
    }
    health = before.after(passed);
    report |= passed && before.value() < before.top();
    last = result;
    millis = duration;
    return report;
  }
}
