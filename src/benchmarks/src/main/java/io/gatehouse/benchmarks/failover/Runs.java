package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Lab;
import io.gatehouse.testkit.failover.Outcome;
import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Every scenario asked for, for every pair, several times; each in a lab of its own. */
final class Runs {
  private final Settings settings;
  private final Ledger ledger;

  Runs(Settings settings, Ledger ledger) {
    this.settings = settings;
    this.ledger = ledger;
  }

  void all() throws InterruptedException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int run = 1; run <= settings.runs(); run++) {
      for (Scenario scenario : settings.scenarios()) {
        for (Setup.Timers timers : settings.timers()) {
          for (Pair pair : settings.pairs()) {
            int number = run;
            tasks.add(() -> one(scenario, pair, timers, number));
          }
        }
      }
    }
    SideBySide.run(settings.side(), tasks);
  }

  private Void one(Scenario scenario, Pair pair, Setup.Timers timers, int number)
      throws IOException {
    String name = scenario.label() + "-" + pair + "-" + timers + "-" + number;
    Path folder = settings.folder().resolve(name);
    Setup setup = scenario.of(pair.setup(settings.home(), timers));
    try (Lab lab = Lab.running(setup, folder)) {
      Outcome outcome = scenario.in(lab);
      ledger.add(new Finding(scenario, pair, timers, outcome).line());
      System.err.println(name + ": " + outcome);
    }
    return null;
  }
}
