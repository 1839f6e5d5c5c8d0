package io.gatehouse.config.keepalived;

import io.gatehouse.api.vip.Announcements;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The {@code garp_} settings of the process or of one instance; null is not given. */
final class AnnouncementDraft {
  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final int REPEAT = 5;

  @Nullable Duration delay;
  @Nullable Integer repeat;
  @Nullable Duration refresh;
  @Nullable Integer refreshRepeat;
  @Nullable Duration lowerDelay;
  @Nullable Integer lowerRepeat;
  Duration arpInterval = Duration.ZERO;
  Duration neighbourInterval = Duration.ZERO;

  /**
   * What is in force for an instance.
   *
   * @param strict whether RFC 9568 is kept to the letter, which knows no second announcement
   */
  Announcements over(AnnouncementDraft process, boolean strict) {
    Duration processDelay = first(process.delay, DELAY);
    int processRepeat = first(process.repeat, REPEAT);
    return new Announcements(
        first(delay, processDelay),
        first(repeat, processRepeat),
        first(refresh, first(process.refresh, Duration.ZERO)),
        first(refreshRepeat, first(process.refreshRepeat, 1)),
        strict ? Duration.ZERO : first(lowerDelay, first(process.lowerDelay, processDelay)),
        strict ? 0 : first(lowerRepeat, first(process.lowerRepeat, processRepeat)),
        process.arpInterval,
        process.neighbourInterval);
  }

  private static <T> T first(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
