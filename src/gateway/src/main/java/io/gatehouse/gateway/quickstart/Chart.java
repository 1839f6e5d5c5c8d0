package io.gatehouse.gateway.quickstart;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Bars of characters, one for each server of an algorithm. */
record Chart(PrintStream out) {
  private static final int WIDTH = 40;

  void draw(Algorithm algorithm, Map<String, Integer> answers) {
    int all = answers.values().stream().mapToInt(Integer::intValue).sum();
    String label = "balance " + algorithm.balance();
    String words = "  " + algorithm.words();
    for (Map.Entry<String, Integer> server : answers.entrySet()) {
      int filled = Math.round((float) WIDTH * server.getValue() / all);
      String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      out.printf(
          Locale.ROOT,
          "%-34s %-2s %s %5d  %5.1f %%%n",
          label,
          server.getKey(),
          bar,
          server.getValue(),
          100.0 * server.getValue() / all);
      label = words;
    }
    out.println();
  }
}
