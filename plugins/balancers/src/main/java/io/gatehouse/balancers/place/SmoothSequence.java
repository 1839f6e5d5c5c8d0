package io.gatehouse.balancers.place;

import java.util.Arrays;

/**
 * HAProxy's weighted round robin written down: the order in which its scheduler hands out servers
 * of fixed weights, as one repeating list. It plays the scheduler until its state comes back and
 * keeps the shortest period.
 */
final class SmoothSequence {
  /** Choices that are played at most; beyond, the list ends with the turn. */
  private static final int LIMIT = 1 << 17;

  private SmoothSequence() {}

  /**
   * The repeating order, or an empty array when one turn is too long to be written down.
   *
   * @param weights effective weights, 1 to 4096 each
   */
  static char[] of(int[] weights) {
    if (Weights.sum(weights) > LIMIT) {
      return new char[0];
    }
    SmoothScheduler scheduler = new SmoothScheduler(weights);
    char[] order = new char[LIMIT];
    int[] start = scheduler.waiting();
    int length = 0;
    do {
      int turn = scheduler.playTurn(order, length);
      if (turn < 0) {
        break;
      }
      length = turn;
    } while (!Arrays.equals(start, scheduler.waiting()));
    return Arrays.copyOf(order, period(order, length));
  }

  /** The shortest period of a cyclic list, by its longest border (Knuth, Morris, Pratt). */
  private static int period(char[] order, int length) {
    int[] border = new int[length];
    int matched = 0;
    for (int i = 1; i < length; i++) {
      while (matched > 0 && order[i] != order[matched]) {
        matched = border[matched - 1];
      }
      if (order[i] == order[matched]) {
        matched++;
      }
      border[i] = matched;
    }
    int period = length - matched;
    return length % period == 0 ? period : length;
  }
}
