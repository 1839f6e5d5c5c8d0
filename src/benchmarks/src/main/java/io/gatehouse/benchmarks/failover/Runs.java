package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Lab;
import io.gatehouse.testkit.failover.Outcome;
import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every scenario asked for, for every pair, several times; each in a lab of its own. */
final class Runs {
  private final Settings settings;
  private final Ledger ledger;

  Runs(Settings settings, Ledger ledger) {
    this.settings = settings;
    this.ledger = ledger;
  }

  /** Runs them side by side; one that failed is said and left out. */
  void all() throws InterruptedException {
    try (ExecutorService labs = Executors.newFixedThreadPool(settings.side())) {
      List<Future<?>> futures = new ArrayList<>();
      for (int run = 1; run <= settings.runs(); run++) {
        for (Scenario scenario : settings.scenarios()) {
          for (Setup.Timers timers : settings.timers()) {
            for (Pair pair : settings.pairs()) {
              int number = run;
              futures.add(labs.submit(() -> one(scenario, pair, timers, number)));
            }
          }
        }
      }
      for (Future<?> future : futures) {
        finish(future);
      }
    }
  }

  private static void finish(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      System.err.println("a run failed: " + e.getCause());
    }
  }

  private Void one(Scenario scenario, Pair pair, Setup.Timers timers, int number)
      throws IOException {
    String name = scenario.label() + "-" + pair + "-" + timers + "-" + number;
    Path folder = settings.folder().resolve(name);
    Setup setup = scenario.of(pair.setup(settings.home(), timers));
    try (Lab lab = Lab.running(setup, folder)) {
      Outcome outcome = scenario.in(lab);
      ledger.add(new Finding(scenario, pair, timers, outcome));
      System.err.println(name + ": " + outcome);
    }
    return null;
  }
}
