package io.gatehouse.benchmarks.failover;

import java.nio.file.Path;

/** The files that keep what was measured, beside the page that shows it. */
record Ledgers(Ledger scenarios, Ledger injections, Ledger adverts, Ledger soak) {
  static Ledgers in(Path folder) {
    return new Ledgers(
        new Ledger(folder.resolve("failover-scenarios.tsv"), Finding.TITLES),
        new Ledger(folder.resolve("failover-injections.tsv"), Injections.TITLES),
        new Ledger(folder.resolve("failover-adverts.tsv"), Jitter.TITLES),
        new Ledger(folder.resolve("failover-soak.tsv"), Soak.TITLES));
  }
}
