package io.gatehouse.benchmarks.failover;

import java.io.IOException;
import java.nio.file.Files;

/** Lets pairs fail in every way and writes down what their clients noticed. */
public final class FailoverBenchmark {
  private FailoverBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Settings settings;
    try {
      settings = Settings.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Settings.USAGE);
      System.exit(2);
      return;
    }
    Ledger ledger = new Ledger(settings.publish().resolve("failover-results.tsv"));
    if (settings.part().equals("scenarios")) {
      new Runs(settings, ledger).all();
    }
    Report report = new Report(ledger.all());
    Files.writeString(settings.publish().resolve("failover-results.md"), report.text());
    System.out.print(report.text());
  }
}
