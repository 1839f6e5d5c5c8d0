package io.gatehouse.config.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the nearest of the words that would have been accepted. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * The candidate with the fewest slips (inserted, left out, wrong or swapped letters; case is
   * free) if they are few for the word's length, the first in case of a draw.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    int allowed = Math.max(1, Math.min(4, (word.length() + 1) / 3));
    String wanted = word.toLowerCase(Locale.ROOT);
    String best = "";
    int bestDistance = allowed + 1;
    for (String candidate : candidates) {
      if (word.isEmpty() || Math.abs(candidate.length() - word.length()) > allowed) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance && distance < candidate.length()) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** The hint lines for a diagnostic: one, or none when nothing is near. */
  public static String[] didYouMean(String word, Collection<String> candidates) {
    return nearest(word, candidates)
        .map(near -> new String[] {"did you mean '" + near + "'?"})
        .orElseGet(() -> new String[0]);
  }

  /** Damerau-Levenshtein distance, without editing a swapped pair again. */
  static int distance(String a, String b) {
    int[] twoAgo = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(previous[j] + 1, current[j - 1] + 1);
        least = Math.min(least, previous[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, twoAgo[j - 2] + 1);
        }
        current[j] = least;
      }
      int[] recycled = twoAgo;
      twoAgo = previous;
      previous = current;
      current = recycled;
    }
    return previous[b.length()];
  }
}
