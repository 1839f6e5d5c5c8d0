package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where and with what the figures were obtained. */
public final class Conditions {
  private Conditions() {}

  static List<String> lines(Settings settings) throws IOException, InterruptedException {
    return List.of(
        "processors: " + processors(),
        "kernel: " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "java: " + System.getProperty("java.vendor.version", System.getProperty("java.version")),
        "haproxy: " + first("/usr/sbin/haproxy", "-v"),
        "nginx: " + first("/usr/sbin/nginx", "-v"),
        "load average at the end: " + Files.readString(Path.of("/proc/loadavg")).strip(),
        settings.pinned()
            ? "the program measured is pinned to one processor, load and origin to another"
            : "nothing is pinned",
        "one event loop each (`nbthread 1`, one nginx process)",
        String.format(
            java.util.Locale.ROOT,
            "%d rounds of %d seconds in alternation; Gatehouse warmed up until it had used %d"
                + " seconds of processor time",
            settings.rounds(),
            settings.seconds(),
            settings.warmUp()));
  }

  /** How many processors of which make. */
  public static String processors() throws IOException {
    List<String> models =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .toList();
    return models.isEmpty() ? "unknown" : models.size() + " × " + models.getFirst();
  }

  /** The first line that a command writes. */
  public static String first(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor();
      return output.lines().findFirst().orElse("unknown");
    } catch (IOException absent) {
      return "not there";
    }
  }
}
