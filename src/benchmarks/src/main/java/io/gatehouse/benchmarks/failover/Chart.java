package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Outcome;
import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup.Timers;
import java.util.List;
import java.util.Locale;

/** Bars of the longest outage in each scenario, on a logarithmic scale. SVG, no library. */
final class Chart {
  private static final int LEFT = 270;
  private static final int DECADE = 120;
  private static final int BAR = 12;
  private static final int GAP = 14;
  private static final double SMALLEST = 10;
  private static final double LARGEST = 100_000;

  private final StringBuilder out = new StringBuilder(1 << 13);
  private final Findings findings;
  private final List<Pair> pairs;

  private Chart(Findings findings) {
    this.findings = findings;
    pairs = findings.pairs(Timers.V2);
  }

  static String of(Findings findings) {
    return new Chart(findings).text();
  }

  private String text() {
    int group = pairs.size() * BAR + GAP;
    int height = 80 + Scenario.values().length * group;
    out.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 %d" font-family="sans-serif" font-size="12">
            <rect width="860" height="%d" fill="white"/>
            <text x="10" y="22" font-size="15">Longest outage for new connections, VRRPv2 at 1 s (less is better)</text>
            """,
            height,
            height));
    legend();
    axis(height);
    int top = 70;
    for (Scenario scenario : Scenario.values()) {
      label(10, top + BAR, scenario.label() + "  " + scenario.title());
      for (int i = 0; i < pairs.size(); i++) {
        bar(top + i * BAR, scenario, pairs.get(i));
      }
      top += group;
    }
    return out.append("</svg>\n").toString();
  }

  private void legend() {
    int x = 10;
    for (Pair pair : pairs) {
      rectangle(x, 33, 10, pair.colour());
      label(x + 14, 42, pair.title());
      x += 40 + pair.title().length() * 6;
    }
  }

  private void axis(int height) {
    for (double value = SMALLEST; value <= LARGEST; value *= 10) {
      out.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%1$d\" y1=\"62\" x2=\"%1$d\" y2=\"%2$d\" stroke=\"#ddd\"/>%n",
              x(value),
              height - 8));
      label(x(value) - 12, 58, String.format(Locale.ROOT, "%,.0f ms", value));
    }
  }

  /** The outage or, where it is longer, the one after healing. */
  private static double longest(Outcome outcome) {
    return Math.max(outcome.outage(), outcome.healOutage());
  }

  private void bar(int top, Scenario scenario, Pair pair) {
    List<Outcome> outcomes = findings.outcomes(scenario, pair, Timers.V2);
    if (outcomes.isEmpty()) {
      return;
    }
    double median = Findings.median(Findings.sorted(outcomes, Chart::longest));
    rectangle(LEFT, top, Math.max(2, x(median) - LEFT), pair.colour());
    label(Math.max(LEFT + 2, x(median)) + 4, top + BAR - 2, Findings.number(median));
  }

  private static int x(double millis) {
    double clamped = Math.clamp(millis, SMALLEST, LARGEST);
    return LEFT + (int) Math.round(Math.log10(clamped / SMALLEST) * DECADE);
  }

  private void rectangle(int x, int y, int width, String colour) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
            x,
            y,
            width,
            BAR - 2,
            colour));
  }

  private void label(int x, int y, String text) {
    out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, text));
  }
}
