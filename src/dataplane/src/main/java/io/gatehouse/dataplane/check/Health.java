package io.gatehouse.dataplane.check;

import io.gatehouse.model.Check;
import java.time.Duration;

/**
 * Consecutive results of checks, counted on one scale (manual section 5.2, {@code rise} and {@code
 * fall}): below {@code rise} the server is down, from there on it is up, and the top of the scale
 * is {@code rise + fall - 1}. A result moves one step; crossing {@code rise} jumps to the far end.
 *
 * <pre>
 *      DOWN                     UP
 *   0 ── 1 ── … ──┤rise ── … ── rise+fall-1
 *   ◄── a failure that crosses   a success that crosses ──►
 * </pre>
 */
public record Health(int rise, int fall, int value) {

  /** A server starts up, and its first failure takes it down ({@code init-state up}). */
  public static Health initial(Check check) {
    return new Health(check.rise(), check.fall(), check.rise());
  }

  public boolean up() {
    return value >= rise;
  }

  private int top() {
    return rise + fall - 1;
  }

  /** Whether another result like the last one changes nothing. */
  public boolean settled() {
    return value == 0 || value == top();
  }

  /** The health after one more result. */
  public Health after(boolean passed) {
    if (passed) {
      int next = Math.min(value + 1, top());
      return new Health(rise, fall, next >= rise ? top() : next);
    }
    int next = Math.max(value - 1, 0);
    return new Health(rise, fall, next < rise ? 0 : next);
  }

  /** Steps taken on the side it is on: {@code 2} of {@code status: 2/3 UP}. */
  public int steps() {
    return up() ? value - rise + 1 : value;
  }

  /** Steps there are on the side it is on. */
  public int scale() {
    return up() ? fall : rise;
  }

  /** Time to the next check: the moving between states is watched more closely. */
  public Duration interval(Check check) {
    if (value == top()) {
      return check.inter();
    }
    return value == 0 ? check.downInter() : check.fastInter();
  }
}
