package io.gatehouse.benchmarks.system;

import java.util.Locale;
import java.util.Map;

/** Bars of processor time for each request, HAProxy's being the line at 1. SVG, no library. */
final class Chart {
  private static final int LEFT = 300;
  private static final int UNIT = 300;
  private static final int BAR = 16;
  private static final int GROUP = 58;
  private static final double WIDEST = 1.5;

  private Chart() {}

  static String of(Map<Scenario, Map<Peer, Speed.Cost>> speeds) {
    int height = 50 + speeds.size() * GROUP;
    StringBuilder out = new StringBuilder(4_096);
    out.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 %d" font-family="sans-serif" font-size="13">
            <rect width="800" height="%d" fill="white"/>
            <text x="10" y="22" font-size="15">Processor time for each request, HAProxy = 1 (less is better)</text>
            """,
            height,
            height));
    int top = 40;
    for (Map.Entry<Scenario, Map<Peer, Speed.Cost>> entry : speeds.entrySet()) {
      group(out, top, entry.getKey(), entry.getValue());
      top += GROUP;
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" y1=\"34\" x2=\"%d\" y2=\"%d\" stroke=\"#444\"/>%n</svg>%n",
            LEFT + UNIT,
            LEFT + UNIT,
            height - 10));
    return out.toString();
  }

  private static void group(
      StringBuilder out, int top, Scenario scenario, Map<Peer, Speed.Cost> costs) {
    text(out, 10, top + BAR + 4, scenario.title());
    bar(out, top, "#2a6fb0", "Gatehouse", Report.ratio(costs, Peer.GATEHOUSE));
    bar(out, top + BAR + 4, "#9aa5ad", "nginx", Report.ratio(costs, Peer.NGINX));
    double goal = LEFT + scenario.goal() * UNIT;
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.0f\" y1=\"%d\" x2=\"%.0f\" y2=\"%d\" stroke=\"#c33\""
                + " stroke-dasharray=\"3 2\"><title>goal</title></line>%n",
            goal,
            top - 3,
            goal,
            top + BAR + 3));
  }

  private static void bar(StringBuilder out, int top, String colour, String name, Figures ratio) {
    if (ratio.isEmpty()) {
      return;
    }
    double width = Math.min(WIDEST, ratio.median()) * UNIT;
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\" fill=\"%s\"/>%n",
            LEFT,
            top,
            width,
            BAR,
            colour));
    String label = String.format(Locale.ROOT, "%s %.2f", name, ratio.median());
    text(out, LEFT + 6, top + BAR - 4, label);
  }

  private static void text(StringBuilder out, int x, int y, String text) {
    out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, text));
  }
}
