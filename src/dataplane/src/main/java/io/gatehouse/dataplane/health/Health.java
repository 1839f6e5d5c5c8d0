package io.gatehouse.dataplane.health;

import io.gatehouse.model.Check;
import io.gatehouse.model.ServerHealth.InitState;
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

  /** Unless told otherwise a server starts up, and its first failure takes it down. */
  public static Health initial(Check check, InitState state) {
    Health first = new Health(check.rise(), check.fall(), check.rise());
    return switch (state) {
      case NONE, UP -> first;
      case FULLY_UP -> first.best();
      case DOWN -> new Health(check.rise(), check.fall(), check.rise() - 1);
      case FULLY_DOWN -> first.worst();
    };
  }

  /** One more failure does not take it down, nor any but {@code fall} in a row. */
  public Health best() {
    return new Health(rise, fall, top());
  }

  /** Only {@code rise} successes in a row bring it up. */
  public Health worst() {
    return new Health(rise, fall, 0);
  }

  /** Up, and the second failure takes it down. */
  public Health lastChance() {
    return new Health(rise, fall, rise + 1);
  }

  /** Up, and one failure takes it down. */
  public Health barelyUp() {
    return new Health(rise, fall, rise);
  }

  public boolean up() {
    return value >= rise;
  }

  int top() {
    return rise + fall - 1;
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

  /**
   * Time to the next check: the moving between states is watched more closely.
   *
   * @param stopped whether the server itself is down
   */
  public Duration interval(Check check, boolean stopped) {
    if (value == top()) {
      return check.inter();
    }
    return value == 0 && stopped ? check.downInter() : check.fastInter();
  }
}
