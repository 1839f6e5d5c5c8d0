package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As many requests as {@code wrk} gets through. */
final class Wrk {
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([0-9.]+)(m?s)");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern PERCENTILE = Pattern.compile("(50|99)%\\s+([0-9.]+)(us|ms|s)");

  private Wrk() {}

  /** What came of it; times in microseconds. */
  record Result(long requests, double seconds, double median, double late) {}

  static Result run(Scenario scenario, int port, int seconds, String processors)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    if (!processors.isEmpty()) {
      words.addAll(List.of("taskset", "-c", processors));
    }
    words.addAll(List.of("wrk", "-t1", "--latency"));
    words.addAll(List.of("-c" + scenario.connections(), "-d" + seconds + "s"));
    for (String field : scenario.fields()) {
      words.addAll(List.of("-H", field));
    }
    words.add("http://127.0.0.1:" + port + scenario.path());
    Process wrk = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0) {
      throw new IOException("wrk failed:\n" + output);
    }
    return parse(output);
  }

  static Result parse(String output) {
    Matcher requests = REQUESTS.matcher(output);
    Matcher refused = REFUSED.matcher(output);
    if (!requests.find() || refused.find()) {
      throw new IllegalStateException("a run that does not count:\n" + output);
    }
    double seconds = Double.parseDouble(requests.group(2));
    double median = 0;
    double late = 0;
    Matcher percentile = PERCENTILE.matcher(output);
    while (percentile.find()) {
      double micros = Double.parseDouble(percentile.group(2)) * micros(percentile.group(3));
      if (percentile.group(1).equals("50")) {
        median = micros;
      } else {
        late = micros;
      }
    }
    return new Result(Long.parseLong(requests.group(1)), seconds, median, late);
  }

  private static double micros(String unit) {
    return switch (unit) {
      case "us" -> 1;
      case "ms" -> 1_000;
      default -> 1_000_000;
    };
  }
}
