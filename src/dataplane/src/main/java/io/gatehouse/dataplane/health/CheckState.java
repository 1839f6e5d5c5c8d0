package io.gatehouse.dataplane.health;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.model.Check;
import io.gatehouse.model.ServerHealth.InitState;
import java.time.Duration;
import java.util.Optional;

/** What the checks of one server found so far. Written by the control thread, read by any. */
public final class CheckState {
  private final Check check;
  private final boolean agent;
  private volatile Optional<String> address;
  private volatile int port;
  private volatile Health health;
  private volatile CheckResult last = CheckResult.of(CheckStatus.INI);
  private volatile long millis = -1;
  private volatile boolean enabled = true;
  private volatile boolean paused;
  private volatile boolean hurried;
  private volatile long failed;

  public CheckState(Check check, InitState initState) {
    this(check, initState, false);
  }

  private CheckState(Check check, InitState initState, boolean agent) {
    this.check = check;
    this.agent = agent;
    this.address = check.address();
    this.port = check.port().orElse(0);
    this.health = Health.initial(check, initState);
  }

  /** Of what an agent says. */
  public static CheckState ofAgent(Check check) {
    return new CheckState(check, InitState.NONE, true);
  }

  /** Whether it counts what an agent says, instead of the server's own checks. */
  public boolean agent() {
    return agent;
  }

  /** Goes on where another one, of the same server before a reload, stands. Before it is used. */
  public void continues(CheckState before, Health as) {
    if (check.equals(before.check)) {
      address = before.address;
      port = before.port;
    }
    health = as;
    last = before.last;
    millis = before.millis;
    enabled = before.enabled;
    failed = before.failed;
  }

  public Check check() {
    return check;
  }

  /** Where it looks instead of at the server itself; the operator may have changed it. */
  public Optional<String> address() {
    return address;
  }

  /** The port it asks; 0 is the server's own. */
  public int port() {
    return port;
  }

  /** Control thread. */
  public void address(String now) {
    address = Optional.of(now);
  }

  /** Control thread. */
  public void port(int now) {
    port = now;
  }

  public Health health() {
    return health;
  }

  /** The last result; {@link CheckStatus#INI} before the first one. */
  public CheckResult last() {
    return last;
  }

  /** What a state file says of it. Before it is used. */
  public void last(CheckResult before) {
    last = before;
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

  /** That an agent cannot be heard says nothing of the server. */
  private static boolean silent(CheckStatus status) {
    return status != CheckStatus.L7OK && status != CheckStatus.L7STS;
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
    if (agent && silent(result.status())) {
      boolean changed = result.status() != last.status() && result.status() != CheckStatus.CHECKED;
      last = result;
      millis = duration;
      return changed;
    }
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
