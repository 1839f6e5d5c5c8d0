package io.gatehouse.model;

import java.time.Duration;

/**
 * How the checks of all servers are spread over time.
 *
 * @param percent by which intervals vary at random ({@code spread-checks})
 * @param longest between the first check of the first server and that of the last one ({@code
 *     max-spread-checks}); zero is no bound
 */
public record CheckSpread(int percent, Duration longest) {
  public static final CheckSpread NONE = new CheckSpread(0, Duration.ZERO);
}
