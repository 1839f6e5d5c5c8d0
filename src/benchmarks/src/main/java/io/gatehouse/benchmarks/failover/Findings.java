package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Outcome;
import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup.Timers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** All runs of all scenarios, and how their figures are written. */
final class Findings {
  private final List<Finding> all;

  Findings(List<List<String>> rows) {
    all = rows.stream().map(Finding::of).toList();
  }

  /** The pairs that were measured with these timers. */
  List<Pair> pairs(Timers timers) {
    return Arrays.stream(Pair.values())
        .filter(pair -> all.stream().anyMatch(f -> f.pair() == pair && f.timers() == timers))
        .toList();
  }

  List<Outcome> outcomes(Scenario scenario, Pair pair, Timers timers) {
    return all.stream()
        .filter(f -> f.scenario() == scenario && f.pair() == pair && f.timers() == timers)
        .map(Finding::outcome)
        .toList();
  }

  static List<Double> sorted(List<Outcome> outcomes, ToDoubleFunction<Outcome> what) {
    return outcomes.stream().mapToDouble(what).sorted().boxed().toList();
  }

  /** The median and, where they differ, the lowest and the highest value. */
  static String spread(List<Double> sorted) {
    String middle = number(median(sorted));
    String lowest = number(sorted.getFirst());
    String highest = number(sorted.getLast());
    return lowest.equals(highest) ? middle : middle + " (" + lowest + "–" + highest + ")";
  }

  static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  static String number(double value) {
    return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, "%,.0f", value);
  }
}
