package io.gatehouse.benchmarks.failover;

import io.gatehouse.benchmarks.system.Conditions;
import io.gatehouse.testkit.failover.Outcome;
import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup.Timers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured, as tables in Markdown. */
final class Report {
  private final Findings findings;
  private final Ledgers ledgers;
  private final StringBuilder out = new StringBuilder(1 << 14);

  Report(Ledgers ledgers) throws IOException {
    this.ledgers = ledgers;
    findings = new Findings(ledgers.scenarios().rows());
  }

  String text() throws IOException, InterruptedException {
    out.append(
        """
        # Failover, measured

        Written by `src/benchmarks/failover`. Each run has a network of its own: two load balancers
        with the document's files and addresses, two nginx, a client and a watcher on one bridge.
        The client opens a connection every 10 ms, asks once and gives up after 700 ms; an outage
        lasts from the start of the first connection without an answer to the start of the next
        answered one. Owners are what the kernels of both nodes say at the moment their addresses
        change. Figures are medians, with the lowest and the highest run in brackets where they
        differ; "never" had not ended when the run did. The raw figures lie beside this page.

        """);
    conditions();
    out.append("\n![Longest outages](failover-results.svg)\n");
    for (Timers timers : Timers.values()) {
      List<Pair> pairs = findings.pairs(timers);
      if (!pairs.isEmpty()) {
        out.append("\n## ").append(title(timers)).append('\n');
        outages(timers, pairs);
        details(timers, pairs);
      }
    }
    out.append(InjectionTable.of(ledgers.injections().rows()));
    out.append(AdvertTable.of(ledgers.adverts().rows()));
    out.append(SoakTable.of(ledgers.soak().rows()));
    return out.toString();
  }

  private void conditions() throws IOException, InterruptedException {
    List<String> lines =
        List.of(
            "processors: " + Conditions.processors(),
            "kernel: " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
            "java: " + System.getProperty("java.vendor.version", "unknown"),
            "haproxy: " + Conditions.first("/usr/sbin/haproxy", "-v"),
            "keepalived: " + Conditions.first("/usr/sbin/keepalived", "-v"),
            "several labs ran side by side, and other work was done on the machine");
    lines.forEach(line -> out.append("- ").append(line).append('\n'));
  }

  private static String title(Timers timers) {
    return switch (timers) {
      case V2 -> "VRRPv2, an advertisement a second: the document's configuration";
      case V3 -> "VRRPv3, ten advertisements a second";
    };
  }

  private void outages(Timers timers, List<Pair> pairs) {
    out.append("\n### Longest outage for new connections, ms\n\n");
    List<String> titles = new ArrayList<>(List.of("", "scenario"));
    pairs.forEach(pair -> titles.add(pair.title()));
    Table table = new Table(titles);
    for (Scenario scenario : Scenario.values()) {
      List<String> cells = new ArrayList<>(List.of(scenario.label(), scenario.title()));
      for (Pair pair : pairs) {
        cells.add(cell(scenario, findings.outcomes(scenario, pair, timers)));
      }
      table.row(cells);
    }
    out.append(table.text());
  }

  private static String cell(Scenario scenario, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return "–";
    }
    if (scenario.label().startsWith("h")) {
      return spread(outcomes, Outcome::failed)
          + " failed within "
          + spread(outcomes, Outcome::troubled);
    }
    if (scenario == Scenario.I) {
      return spread(outcomes, Outcome::failed) + " failed";
    }
    boolean heals = outcomes.stream().anyMatch(outcome -> outcome.healOutage() > 0);
    return spread(outcomes, Outcome::outage)
        + (heals ? "; heal " + spread(outcomes, Outcome::healOutage) : "");
  }

  private static String spread(List<Outcome> outcomes, ToDoubleFunction<Outcome> what) {
    return Findings.spread(Findings.sorted(outcomes, what));
  }

  private void details(Timers timers, List<Pair> pairs) {
    out.append("\n### Owners, announcements, connections\n\n");
    Table table =
        new Table(
            "",
            "pair",
            "runs",
            "two owners, ms",
            "probes answered by both",
            "ARPs within 1 s",
            "changes of owner",
            "long-lived lost of 10",
            "owner in the end",
            "served in the end");
    for (Scenario scenario : Scenario.values()) {
      for (Pair pair : pairs) {
        List<Outcome> outcomes = findings.outcomes(scenario, pair, timers);
        if (!outcomes.isEmpty()) {
          table.row(details(scenario, pair, outcomes));
        }
      }
    }
    out.append(table.text());
  }

  private static List<String> details(Scenario scenario, Pair pair, List<Outcome> outcomes) {
    long served = outcomes.stream().filter(Outcome::served).count();
    return List.of(
        scenario.label(),
        pair.title(),
        Integer.toString(outcomes.size()),
        spread(outcomes, Outcome::twoOwners) + (endless(outcomes) ? ", to the end" : ""),
        spread(outcomes, Outcome::answeredByBoth),
        spread(outcomes, Outcome::announcements),
        spread(outcomes, Outcome::changes),
        spread(outcomes, Outcome::lost),
        owners(outcomes),
        served + " of " + outcomes.size());
  }

  private static boolean endless(List<Outcome> outcomes) {
    return outcomes.stream().allMatch(outcome -> outcome.owners().size() > 1);
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
}
