package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Attempts;
import io.gatehouse.testkit.failover.Lab;
import io.gatehouse.testkit.failover.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Masters that vanish at random moments of their second: how long two nodes have the address. */
final class Injections {
  static final String TITLES = "pair\tinjection\ttwo owners ms\toutage ms\tprobes answered by both";

  private static final int LONGEST_DELAY_MILLIS = 2_000;
  private static final long HELD_MILLIS = 8_000;
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Settings settings;
  private final Ledger ledger;

  Injections(Settings settings, Ledger ledger) {
    this.settings = settings;
    this.ledger = ledger;
  }

  void all() throws InterruptedException {
    List<Callable<Void>> tasks = new ArrayList<>();
    Injection[] kinds = Injection.values();
    for (int number = 0; number < settings.injections(); number++) {
      for (Pair pair : settings.pairs()) {
        int count = number;
        tasks.add(() -> one(pair, kinds[count % kinds.length], count));
      }
    }
    SideBySide.run(settings.side(), tasks);
  }

  private Void one(Pair pair, Injection injection, int number) throws IOException {
    Path folder = settings.folder().resolve("injection-" + pair + "-" + number);
    Setup setup = pair.setup(settings.home(), Setup.Timers.V2);
    try (Lab lab = Lab.running(setup, folder)) {
      Lab.pass(ThreadLocalRandom.current().nextInt(LONGEST_DELAY_MILLIS));
      long from = System.nanoTime();
      injection.into(lab.first());
      Lab.pass(HELD_MILLIS);
      injection.end(lab.first());
      Lab.pass(HELD_MILLIS / 2);
      long to = System.nanoTime();
      Attempts attempts = lab.attempts().between(from, to);
      String line =
          String.format(
              Locale.ROOT,
              "%s\t%s\t%.3f\t%.0f\t%d",
              pair.name(),
              injection.name(),
              lab.timeline().twoOwners(from, to) / MILLI,
              attempts.longestOutage(),
              lab.timeline().answeredByBoth(from, to));
      ledger.add(line);
      System.err.println(number + ": " + line);
    }
    return null;
  }
}
