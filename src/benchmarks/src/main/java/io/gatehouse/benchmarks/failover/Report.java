package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Outcome;
import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The findings as tables in Markdown. */
final class Report {
  private final List<Finding> findings;
  private final StringBuilder out = new StringBuilder(1 << 14);

  Report(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  String text() {
    out.setLength(0);
    out.append("# Failover, measured\n\n");
    for (Timers timers : Timers.values()) {
      List<Pair> pairs = pairs(timers);
      if (!pairs.isEmpty()) {
        out.append("\n## ").append(title(timers)).append('\n');
        outages(timers, pairs);
        details(timers, pairs);
      }
    }
    return out.toString();
  }

  private List<Pair> pairs(Timers timers) {
    return List.of(Pair.values()).stream()
        .filter(pair -> findings.stream().anyMatch(f -> f.pair() == pair && f.timers() == timers))
        .toList();
  }

  static String title(Timers timers) {
    return switch (timers) {
      case V2 -> "VRRPv2, an advertisement a second: the document's configuration";
      case V3 -> "VRRPv3, ten advertisements a second";
    };
  }

  private void outages(Timers timers, List<Pair> pairs) {
    out.append("\n### Longest outage for new connections, ms\n\n| | scenario |");
    pairs.forEach(pair -> out.append(' ').append(pair.title()).append(" |"));
    out.append("\n|---|---|").append("---|".repeat(pairs.size())).append('\n');
    for (Scenario scenario : Scenario.values()) {
      List<String> cells = new ArrayList<>(List.of(scenario.label(), scenario.title()));
      for (Pair pair : pairs) {
        cells.add(cell(scenario, outcomes(scenario, pair, timers)));
      }
      row(cells);
    }
  }

  private static String cell(Scenario scenario, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return "–";
    }
    if (scenario == Scenario.H1 || scenario == Scenario.H2) {
      return spread(outcomes, Outcome::failed)
          + " failed within "
          + spread(outcomes, Outcome::troubled);
    }
    boolean heals = outcomes.stream().anyMatch(outcome -> outcome.healOutage() > 0);
    return spread(outcomes, Outcome::outage)
        + (heals ? "; heal " + spread(outcomes, Outcome::healOutage) : "");
  }

  private void details(Timers timers, List<Pair> pairs) {
    out.append("\n### Owners, announcements, connections\n\n");
    out.append("| scenario | pair | runs | two owners, ms | probes answered by both ");
    out.append("| ARPs within 1 s | changes of owner | long-lived lost of 10 | owner in the end ");
    out.append("| served in the end |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (Scenario scenario : Scenario.values()) {
      for (Pair pair : pairs) {
        List<Outcome> outcomes = outcomes(scenario, pair, timers);
        if (!outcomes.isEmpty()) {
          row(
              List.of(
                  scenario.label(),
                  pair.title(),
                  Integer.toString(outcomes.size()),
                  spread(outcomes, Outcome::twoOwners),
                  spread(outcomes, Outcome::answeredByBoth),
                  spread(outcomes, Outcome::announcements),
                  spread(outcomes, Outcome::changes),
                  spread(outcomes, Outcome::lost),
                  owners(outcomes),
                  outcomes.stream().filter(Outcome::served).count() + " of " + outcomes.size()));
        }
      }
    }
  }

  private static String owners(List<Outcome> outcomes) {
    return String.join(
        ", ",
        outcomes.stream()
            .map(outcome -> String.join(" and ", outcome.owners()))
            .distinct()
            .sorted()
            .toList());
  }

  List<Outcome> outcomes(Scenario scenario, Pair pair, Timers timers) {
    return findings.stream()
        .filter(f -> f.scenario() == scenario && f.pair() == pair && f.timers() == timers)
        .map(Finding::outcome)
        .toList();
  }

  /** The median and, where they differ, the lowest and the highest value. */
  static String spread(List<Outcome> outcomes, ToDoubleFunction<Outcome> what) {
    List<Double> values = outcomes.stream().mapToDouble(what).sorted().boxed().toList();
    String middle = number(median(values));
    String lowest = number(values.getFirst());
    String highest = number(values.getLast());
    return lowest.equals(highest) ? middle : middle + " (" + lowest + "–" + highest + ")";
  }

  static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String number(double value) {
    return Double.isInfinite(value)
        ? "never"
        : String.format(java.util.Locale.ROOT, "%,.0f", value);
  }

  private void row(List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
