package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipSettings;
import io.gatehouse.api.vip.VrrpInstance;
import java.time.Duration;

/**
 * The settings {@code gatehouse.vip.*} and {@code gatehouse.mail.*}.
 *
 * @param provider the plugin's name
 * @param stuckAfter how long an event loop may be silent; zero derives it from the interval
 */
public record VipOptions(
    String provider, VipSettings settings, Duration stuckAfter, MailOptions mail) {
  public static final VipOptions DEFAULT =
      new VipOptions("vrrp", VipSettings.DEFAULT, Duration.ZERO, MailOptions.PLAIN);

  /** Shorter silences are a full machine, not a stuck loop. */
  private static final Duration SHORTEST = Duration.ofMillis(200);

  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** Half of the shortest interval between adverts, within bounds, where nothing was set. */
  public Duration stuckAfter(VipConfiguration configuration) {
    if (!stuckAfter.isZero()) {
      return stuckAfter;
    }
    Duration limit = LONGEST;
    for (VrrpInstance instance : configuration.instances()) {
      Duration half = instance.election().interval().dividedBy(2);
      limit = half.compareTo(limit) < 0 ? half : limit;
    }
    return limit.compareTo(SHORTEST) < 0 ? SHORTEST : limit;
  }
}
