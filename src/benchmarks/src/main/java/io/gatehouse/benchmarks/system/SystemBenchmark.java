package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Measures Gatehouse, HAProxy and nginx in alternation; see docs/benchmarks.md. */
public final class SystemBenchmark {
  private SystemBenchmark() {}

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
    run(settings);
  }

  private static void run(Settings settings) throws IOException, InterruptedException {
    Map<Scenario, Map<Peer, Speed.Cost>> speeds = new EnumMap<>(Scenario.class);
    Map<Peer, Memory.Cost> memory = new EnumMap<>(Peer.class);
    try (Setting setting = new Setting(settings)) {
      if (settings.memory()) {
        memory.putAll(new Memory(settings, setting).measure());
      }
      for (Scenario scenario : settings.scenarios()) {
        speeds.put(scenario, new Speed(settings, setting, scenario).measure());
      }
    }
    String text =
        new Report(Conditions.lines(settings)).goals(speeds).speeds(speeds).memory(memory).text();
    write(settings.folder(), text, Chart.of(speeds));
    if (!settings.publish().toString().isEmpty()) {
      write(settings.publish(), text, Chart.of(speeds));
    }
    System.out.print(text);
  }

  private static void write(Path folder, String text, String chart) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("benchmark-results.md"), text);
    Files.writeString(folder.resolve("benchmark-results.svg"), chart);
  }
}
