package io.gatehouse.benchmarks.failover;

import java.util.List;

/** How long two nodes had the address when masters vanished at random moments. */
final class InjectionTable {
  private InjectionTable() {}

  static String of(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Table table =
        new Table(
            "pair",
            "injection",
            "times",
            "two owners, ms",
            "times with two owners",
            "probes answered by both",
            "longest outage, ms");
    for (Pair pair : Pair.values()) {
      for (Injection injection : Injection.values()) {
        List<List<String>> some =
            rows.stream()
                .filter(row -> row.get(0).equals(pair.name()))
                .filter(row -> row.get(1).equals(injection.name()))
                .toList();
        if (!some.isEmpty()) {
          table.row(row(pair, injection, some));
        }
      }
    }
    return "\n## Masters that vanish at random moments (VRRPv2, 1 s)\n\n"
        + "Watched for 12 s each; a stopped master goes on after 8 s.\n\n"
        + table.text();
  }

  private static List<String> row(Pair pair, Injection injection, List<List<String>> rows) {
    List<Double> twice = column(rows, 2);
    return List.of(
        pair.title(),
        injection.title(),
        Integer.toString(rows.size()),
        Findings.spread(twice),
        Long.toString(twice.stream().filter(millis -> millis > 0).count()),
        Findings.spread(column(rows, 4)),
        Findings.spread(column(rows, 3)));
  }

  private static List<Double> column(List<List<String>> rows, int index) {
    return rows.stream()
        .map(row -> row.get(index))
        .mapToDouble(Double::parseDouble)
        .sorted()
        .boxed()
        .toList();
  }
}
