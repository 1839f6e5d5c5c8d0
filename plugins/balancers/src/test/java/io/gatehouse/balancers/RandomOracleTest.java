package io.gatehouse.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.balancers.Oracle.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers drawn by chance are drawn as often as by the real haproxy. */
class RandomOracleTest {
  private static final int CHOICES = 10_000;
  private static final int[][] WEIGHTS = {{1, 2, 3}, {1, 1, 1, 1}, {100, 7, 33}, {256, 1}};

  /**
   * Of chi-square, by degrees of freedom 1 to 3: passed by chance once in a million runs of one
   * case.
   */
  private static final double[] CRITICAL = {23.93, 27.63, 30.66};

  @Test
  void drawsAreSharedAlike() throws IOException {
    List<String> lines = List.of("balance random(1)", "balance random", "balance random(4)");
    List<Backend> backends = new ArrayList<>();
    for (String balance : lines) {
      for (int[] weights : WEIGHTS) {
        backends.add(new Backend("b" + backends.size(), balance, weights));
      }
    }
    List<String> requests = Collections.nCopies(CHOICES, "GET / HTTP/1.1\r\n");
    try (Oracle oracle = new Oracle(backends)) {
      for (Backend backend : backends) {
        String balance = backend.lines().substring("balance ".length());
        String ours = new Bench(balance, HashSettings.DEFAULT, backend.weights()).choose(CHOICES);
        String theirs = oracle.choices(backend, requests);
        assertThat(chiSquare(ours, theirs, backend.weights().length))
            .as("%s with %s", balance, (Object) backend.weights())
            .isLessThan(CRITICAL[backend.weights().length - 2]);
      }
    }
  }

  /** How far two samples are from coming from one distribution. */
  private static double chiSquare(String ours, String theirs, int servers) {
    double sum = 0;
    for (int i = 0; i < servers; i++) {
      char name = (char) ('A' + i);
      double mine = ours.chars().filter(c -> c == name).count();
      double other = theirs.chars().filter(c -> c == name).count();
      if (mine + other > 0) {
        sum += (mine - other) * (mine - other) / (mine + other);
      }
    }
    return sum;
  }
}
