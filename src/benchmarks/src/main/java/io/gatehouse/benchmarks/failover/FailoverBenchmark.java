package io.gatehouse.benchmarks.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    Path folder = settings.publish();
    Ledgers ledgers = Ledgers.in(folder);
    switch (settings.part()) {
      case "scenarios" -> new Runs(settings, ledgers.scenarios()).all();
      case "injections" -> new Injections(settings, ledgers.injections()).all();
      case "jitter" -> new Jitter(settings, ledgers.adverts()).all();
      case "soak" -> new Soak(settings, ledgers.soak()).all();
      default -> System.err.println("nothing is measured, only written");
    }
    String text = new Report(ledgers).text();
    Files.writeString(folder.resolve("failover-results.md"), text);
    Files.writeString(
        folder.resolve("failover-results.svg"), Chart.of(new Findings(ledgers.scenarios().rows())));
    System.out.print(text);
  }
}
