package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Setup.Timers;
import java.util.List;
import java.util.Locale;

/** How far the spacing of advertisements is from what was configured. */
final class AdvertTable {
  private static final List<Double> SHARES = List.of(0.5, 0.99, 0.999, 1.0);

  private AdvertTable() {}

  static String of(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Table table = new Table("pair", "interval, ms", "adverts", "p50", "p99", "p99.9", "greatest");
    for (Pair pair : Pair.values()) {
      for (Timers timers : Timers.values()) {
        double interval = timers == Timers.V2 ? 1_000 : 100;
        List<Double> deviations =
            rows.stream()
                .filter(row -> row.get(0).equals(pair.name()) && row.get(1).equals(timers.name()))
                .mapToDouble(row -> Math.abs(Double.parseDouble(row.get(2)) - interval))
                .sorted()
                .boxed()
                .toList();
        if (!deviations.isEmpty()) {
          table.row(row(pair, interval, deviations));
        }
      }
    }
    return "\n## Advertisements while the load balancer is saturated\n\n"
        + "Deviation of their spacing from the interval, ms; a new connection for every request,\n"
        + "128 at a time, clients and servers on the same processors.\n\n"
        + table.text();
  }

  private static List<String> row(Pair pair, double interval, List<Double> sorted) {
    List<String> cells = new java.util.ArrayList<>();
    cells.add(pair.title());
    cells.add(Findings.number(interval));
    cells.add(Integer.toString(sorted.size()));
    for (double share : SHARES) {
      int index = (int) Math.ceil(share * sorted.size()) - 1;
      cells.add(String.format(Locale.ROOT, "%.1f", sorted.get(Math.max(0, index))));
    }
    return List.copyOf(cells);
  }
}
