package io.gatehouse.gateway.runtime.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as the manual writes them (section 2.5). */
final class Delays {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(us|ms|s|m|h|d|)");

  private Delays() {}

  /** Null when it is none; a number without unit is seconds. */
  static @Nullable Duration seconds(String text) {
    return of(text, "s");
  }

  /** Null when it is none; a number without unit is milliseconds. */
  static @Nullable Duration millis(String text) {
    return of(text, "ms");
  }

  private static @Nullable Duration of(String text, String standard) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return null;
    }
    long number = Long.parseLong(time.group(1));
    String unit = time.group(2).isEmpty() ? standard : time.group(2);
    return switch (unit) {
      case "us" -> Duration.ofNanos(number * 1_000);
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
