package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.Announcements;
import io.gatehouse.api.vip.Election;
import io.gatehouse.api.vip.VipSettings;
import io.gatehouse.api.vip.Vitality;
import java.time.Duration;

/** Rules of an instance as a plain keepalived.conf gives them, to be varied. */
final class Sample {
  static final long SECOND = 1_000_000_000L;
  static final long MILLI = 1_000_000L;

  static final Announcements ANNOUNCEMENTS =
      new Announcements(
          Duration.ofSeconds(5),
          5,
          Duration.ZERO,
          1,
          Duration.ofSeconds(5),
          5,
          Duration.ZERO,
          Duration.ZERO);

  private Sample() {}

  static Election election(int priority) {
    return new Election(
        false, priority, Duration.ofSeconds(1), true, Duration.ZERO, false, false, 3);
  }

  static Rules rules(int priority) {
    return rules(election(priority), VipSettings.DEFAULT);
  }

  static Rules leased(int priority, int seconds) {
    VipSettings defaults = VipSettings.DEFAULT;
    return rules(
        election(priority),
        new VipSettings(
            true,
            Duration.ofSeconds(seconds),
            defaults.noServer(),
            defaults.noServerWeight(),
            defaults.announcementsPerSecond()));
  }

  static Rules rules(Election election, VipSettings settings) {
    return new Rules(
        "VI_1",
        false,
        election,
        ANNOUNCEMENTS,
        settings,
        false,
        election.interval().toNanos(),
        settings.leased() ? Rules.leaseSeconds(election, settings) * SECOND : State.NEVER,
        0,
        "");
  }

  /** An advert of another node. */
  static Event.Advert advert(int number, int priority, int order) {
    return new Event.Advert(new Sender(0, number, "node" + number), priority, SECOND, order);
  }

  static State initial(Rules rules) {
    return State.initial(rules, Vitality.WELL);
  }
}
