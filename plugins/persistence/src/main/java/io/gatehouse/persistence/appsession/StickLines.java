package io.gatehouse.persistence.appsession;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that lead sessions in HAProxy as one {@code appsession} line does here. They are asked
 * in their order: an id in the address counts before the cookie unless clients' ids are learned.
 */
final class StickLines {
  /** As many sessions as {@code appsession} keeps. */
  private static final String SIZE = "size 1m";

  private StickLines() {}

  /** None with {@code prefix}: HAProxy finds cookies by their whole name only. */
  static List<String> of(AppsessionSpec spec) {
    if (spec.prefix()) {
      return List.of();
    }
    List<String> samples = new ArrayList<>();
    samples.add("req.cook(%s)".formatted(spec.cookie()));
    samples.add(spec.requestLearn() ? samples.size() : 0, parameter(spec));
    List<String> lines = new ArrayList<>();
    lines.add(
        "stick-table type string len %d %s expire %s"
            .formatted(spec.length(), SIZE, time(spec.timeout())));
    samples.forEach(
        sample -> lines.add((spec.requestLearn() ? "stick on " : "stick match ") + sample));
    lines.add("stick store-response res.cook(%s)".formatted(spec.cookie()));
    return List.copyOf(lines);
  }

  /** Behind a semicolon HAProxy takes what follows a question mark for a part of the value. */
  private static String parameter(AppsessionSpec spec) {
    return spec.query()
        ? "url_param(%s)".formatted(spec.cookie())
        : "url_param(%s,;),field(1,?)".formatted(spec.cookie());
  }

  /** In the largest unit that needs no fraction; no time at all would be for ever there. */
  private static String time(Duration timeout) {
    long millis = Math.max(1, timeout.toMillis());
    String[] units = {"ms", "s", "m", "h", "d"};
    int[] steps = {1_000, 60, 60, 24};
    int unit = 0;
    while (unit < steps.length && millis % steps[unit] == 0) {
      millis /= steps[unit];
      unit++;
    }
    return millis + units[unit];
  }
}
