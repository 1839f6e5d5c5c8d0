package io.gatehouse.benchmarks.failover;

import java.util.ArrayList;
import java.util.List;

/** What ten minutes of ordinary work did to the programs. */
final class SoakTable {
  private static final int EVERY = 120;

  private SoakTable() {}

  static String of(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Table table =
        new Table(
            "pair",
            "second",
            "node",
            "resident, MiB",
            "descriptors",
            "threads",
            "longest spacing of adverts, ms",
            "changes of owner",
            "failed connections",
            "long-lived lost");
    for (List<String> row : rows) {
      if (Integer.parseInt(row.get(1)) % EVERY == 0) {
        List<String> cells = new ArrayList<>(row);
        cells.set(0, Pair.valueOf(row.get(0)).title());
        cells.set(3, Findings.number(Double.parseDouble(row.get(3)) / 1024));
        cells.set(6, Findings.number(Double.parseDouble(row.get(6))));
        table.row(cells);
      }
    }
    return "\n## Ten minutes of ordinary work\n\nA hundred new connections a second.\n\n"
        + table.text();
  }
}
