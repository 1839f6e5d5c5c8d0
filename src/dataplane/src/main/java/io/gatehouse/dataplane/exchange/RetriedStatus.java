package io.gatehouse.dataplane.exchange;

import io.gatehouse.model.RetrySettings.On;
import org.jspecify.annotations.Nullable;

/** The statuses that {@code retry-on} knows. */
final class RetriedStatus {
  private RetriedStatus() {}

  static @Nullable On of(int status) {
    return switch (status) {
      case 401 -> On.S401;
      case 403 -> On.S403;
      case 404 -> On.S404;
      case 408 -> On.S408;
      case 421 -> On.S421;
      case 425 -> On.S425;
      case 429 -> On.S429;
      case 500 -> On.S500;
      case 501 -> On.S501;
      case 502 -> On.S502;
      case 503 -> On.S503;
      case 504 -> On.S504;
      default -> null;
    };
  }
}
