package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Lab;
import io.gatehouse.testkit.failover.Node;
import io.gatehouse.testkit.failover.Setup;
import io.gatehouse.testkit.failover.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ten minutes of ordinary work: memory, descriptors and threads of both nodes, and what failed. */
final class Soak {
  static final String TITLES =
      "pair\tsecond\tnode\tresident KiB\tdescriptors\tthreads\tlongest spacing of adverts ms"
          + "\tchanges of owner\tfailed connections\tlong-lived lost";

  private static final int SECONDS = 600;
  private static final int STEP = 30;
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Settings settings;
  private final Ledger ledger;

  Soak(Settings settings, Ledger ledger) {
    this.settings = settings;
    this.ledger = ledger;
  }

  void all() throws IOException {
    for (Pair pair : settings.pairs()) {
      Path folder = settings.folder().resolve("soak-" + pair);
      try (Lab lab = Lab.running(pair.setup(settings.home(), Setup.Timers.V2), folder)) {
        long from = System.nanoTime();
        for (int second = 0; second <= SECONDS; second += STEP) {
          note(pair, lab, from, second);
          Lab.pass(TimeUnit.SECONDS.toMillis(STEP));
        }
      }
    }
  }

  private void note(Pair pair, Lab lab, long from, int second) throws IOException {
    long now = System.nanoTime();
    for (Node node : List.of(lab.first(), lab.second())) {
      ledger.add(
          String.join(
              "\t",
              pair.name(),
              Integer.toString(second),
              node.name(),
              Long.toString(resident(node)),
              Long.toString(entries(node, "fd")),
              Long.toString(entries(node, "task")),
              Double.toString(longestSpacing(lab, from)),
              Integer.toString(lab.timeline().changes(from, now)),
              Integer.toString(lab.attempts().between(from, now).failed()),
              Integer.toString(lab.lost())));
    }
  }

  private static double longestSpacing(Lab lab, long from) {
    long last = from;
    long longest = 0;
    for (Sighting.Advert advert : lab.timeline().all(Sighting.Advert.class)) {
      if (advert.at() >= from) {
        longest = last == from ? 0 : Math.max(longest, advert.at() - last);
        last = advert.at();
      }
    }
    return longest / MILLI;
  }

  private static long resident(Node node) throws IOException {
    long sum = 0;
    for (ProcessHandle process : node.processes()) {
      for (String line : Files.readAllLines(proc(process, "status"))) {
        if (line.startsWith("VmRSS:")) {
          sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    }
    return sum;
  }

  private static long entries(Node node, String what) throws IOException {
    long sum = 0;
    for (ProcessHandle process : node.processes()) {
      try (Stream<Path> entries = Files.list(proc(process, what))) {
        sum += entries.count();
      }
    }
    return sum;
  }

  private static Path proc(ProcessHandle process, String what) {
    return Path.of("/proc", Long.toString(process.pid()), what);
  }
}
