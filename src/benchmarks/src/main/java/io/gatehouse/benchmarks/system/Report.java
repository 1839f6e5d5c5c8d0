package io.gatehouse.benchmarks.system;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as tables in Markdown. */
final class Report {
  private static final int LINE = 256;

  private final StringBuilder out = new StringBuilder(LINE * LINE);

  Report(List<String> conditions) {
    out.append("# Measured against HAProxy and nginx\n\n");
    out.append("Written by `src/benchmarks/system`; how is told in [benchmarks](benchmarks.md). ");
    out.append("Medians, with the lowest and the highest round in brackets. ");
    out.append("Ratios are taken round by round.\n\n");
    conditions.forEach(line -> out.append("- ").append(line).append('\n'));
    out.append("\n![Processor time for each request](benchmark-results.svg)\n");
  }

  Report goals(Map<Scenario, Map<Peer, Speed.Cost>> speeds) {
    out.append("\n## Processor time for each request, as a part of HAProxy's\n\n");
    out.append("| scenario | goal | Gatehouse | nginx | reached |\n|---|---|---|---|---|\n");
    speeds.forEach(
        (scenario, costs) -> {
          Figures ratio = ratio(costs, Peer.GATEHOUSE);
          row(
              scenario.title(),
              String.format(Locale.ROOT, "≤ %.2f", scenario.goal()),
              ratio.text(2),
              ratio(costs, Peer.NGINX).text(2),
              ratio.isEmpty() ? "–" : ratio.median() <= scenario.goal() ? "yes" : "no");
        });
    return this;
  }

  static Figures ratio(Map<Peer, Speed.Cost> costs, Peer peer) {
    Speed.Cost one = costs.get(peer);
    Speed.Cost other = costs.get(Peer.HAPROXY);
    return one == null || other == null ? new Figures() : one.micros().against(other.micros());
  }

  Report speeds(Map<Scenario, Map<Peer, Speed.Cost>> speeds) {
    out.append("\n## In full\n\nAt full load, then at a fixed rate.\n\n");
    out.append("| scenario | program | CPU µs/request | requests/s | log lines/request ");
    out.append(
        "| rate | CPU µs/request | p50 µs | p99 µs |\n|---|---|---|---|---|---|---|---|---|\n");
    speeds.forEach(
        (scenario, costs) ->
            costs.forEach(
                (peer, cost) ->
                    row(
                        scenario.title(),
                        peer.label(),
                        cost.micros().text(1),
                        cost.rate().text(0),
                        cost.lines().text(2),
                        scenario.rate() == 0 ? "–" : scenario.rate() + "/s",
                        cost.steadyMicros().text(1),
                        cost.median().text(0),
                        cost.late().text(0))));
    return this;
  }

  Report memory(Map<Peer, Memory.Cost> costs) {
    if (costs.isEmpty()) {
      return this;
    }
    out.append("\n## Start and memory\n\nGoals: first answer after 600 ms, 100 MiB after start, ");
    out.append("4,000 bytes for a connection that waits.\n\n");
    out.append("| program | first answer, ms | resident after start, MiB | after load, MiB ");
    out.append("| bytes per idle connection |\n|---|---|---|---|---|\n");
    costs.forEach(
        (peer, cost) ->
            row(
                peer.label(),
                cost.start().text(0),
                cost.resident().text(1),
                cost.loaded().text(1),
                cost.idle().text(0)));
    return this;
  }

  private void row(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  String text() {
    return out.toString();
  }
}
