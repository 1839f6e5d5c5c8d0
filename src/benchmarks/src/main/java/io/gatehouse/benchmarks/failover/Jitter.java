package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Lab;
import io.gatehouse.testkit.failover.Setup;
import io.gatehouse.testkit.failover.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How evenly the master's advertisements come while its load balancer is saturated: new connections
 * for every request, so that it allocates, from as many clients as fill the machine. The moments
 * are those at which the kernel of another host on the switch received them.
 */
final class Jitter {
  static final String TITLES = "pair\ttimers\tspacing ms";

  private static final int SECONDS = 120;
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final String MASTER = "192.168.1.66";

  private final Settings settings;
  private final Ledger ledger;

  Jitter(Settings settings, Ledger ledger) {
    this.settings = settings;
    this.ledger = ledger;
  }

  void all() throws IOException {
    for (Setup.Timers timers : settings.timers()) {
      for (Pair pair : settings.pairs()) {
        one(pair, timers);
      }
    }
  }

  private void one(Pair pair, Setup.Timers timers) throws IOException {
    Path folder = settings.folder().resolve("jitter-" + pair + "-" + timers);
    try (Lab lab = Lab.running(pair.setup(settings.home(), timers), folder)) {
      long from = System.nanoTime();
      Path words = folder.resolve("wrk");
      Process load =
          lab.client()
              .start(
                  words,
                  "wrk",
                  "-t2",
                  "-c128",
                  "-d" + SECONDS + "s",
                  "-H",
                  "Connection: close",
                  Lab.URL);
      load.onExit().join();
      long to = System.nanoTime();
      System.err.println(Files.readString(words));
      List<Sighting.Advert> adverts =
          lab.timeline().all(Sighting.Advert.class).stream()
              .filter(a -> a.source().equals(MASTER) && a.at() >= from && a.at() < to)
              .toList();
      for (int i = 1; i < adverts.size(); i++) {
        double spacing = (adverts.get(i).at() - adverts.get(i - 1).at()) / MILLI;
        ledger.add(pair.name() + "\t" + timers.name() + "\t" + spacing);
      }
    }
  }
}
