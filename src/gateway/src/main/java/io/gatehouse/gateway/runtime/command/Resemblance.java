package io.gatehouse.gateway.runtime.command;

import java.util.List;

/** How much a mistyped line looks like a command: pairs of neighbouring letters in common. */
final class Resemblance {
  private static final int LEAST_PERCENT = 40;

  private Resemblance() {}

  /** Percent of the pairs that both have; 0 when they have too few in common. */
  static int of(List<String> words, String said) {
    String known = String.join(" ", words);
    int pairs = known.length() - 1 + said.length() - 1;
    if (pairs <= 0) {
      return 0;
    }
    int common = 0;
    StringBuilder left = new StringBuilder(said);
    for (int i = 0; i + 1 < known.length(); i++) {
      int at = left.indexOf(known.substring(i, i + 2));
      if (at >= 0) {
        common++;
        // Each pair is counted once: what was found is broken up.
        left.setCharAt(at, '\0');
      }
    }
    int percent = 200 * common / pairs;
    return percent < LEAST_PERCENT ? 0 : percent;
  }
}
