package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Outcome;
import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one run of one scenario gave; one line of the file that keeps them. */
record Finding(Scenario scenario, Pair pair, Setup.Timers timers, Outcome outcome) {
  static final String TITLES =
      "scenario\tpair\ttimers\toutage ms\toutage after healing ms\tfailed\ttroubled ms"
          + "\ttwo owners ms\tprobes answered by both\tARPs within 1 s\tchanges of owner"
          + "\tlong-lived lost\towners\tserved";

  String line() {
    return String.join(
        "\t",
        scenario.name(),
        pair.name(),
        timers.name(),
        Double.toString(outcome.outage()),
        Double.toString(outcome.healOutage()),
        Integer.toString(outcome.failed()),
        Double.toString(outcome.troubled()),
        Double.toString(outcome.twoOwners()),
        Integer.toString(outcome.answeredByBoth()),
        Integer.toString(outcome.announcements()),
        Integer.toString(outcome.changes()),
        Integer.toString(outcome.lost()),
        String.join("+", new TreeSet<>(outcome.owners())),
        Boolean.toString(outcome.served()));
  }

  static Finding of(List<String> parts) {
    Set<String> owners = new TreeSet<>(List.of(parts.get(12).split("\\+", -1)));
    owners.remove("");
    return new Finding(
        Scenario.valueOf(parts.get(0)),
        Pair.valueOf(parts.get(1)),
        Setup.Timers.valueOf(parts.get(2)),
        new Outcome(
            Double.parseDouble(parts.get(3)),
            Double.parseDouble(parts.get(4)),
            Integer.parseInt(parts.get(5)),
            Double.parseDouble(parts.get(6)),
            Double.parseDouble(parts.get(7)),
            Integer.parseInt(parts.get(8)),
            Integer.parseInt(parts.get(9)),
            Integer.parseInt(parts.get(10)),
            Integer.parseInt(parts.get(11)),
            owners,
            Boolean.parseBoolean(parts.get(13))));
  }
}
