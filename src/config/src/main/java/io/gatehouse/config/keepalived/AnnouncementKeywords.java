package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import java.time.Duration;
import java.util.function.Function;

/** How neighbours learn of a new owner: {@code garp_}... and {@code vrrp_garp_}... */
final class AnnouncementKeywords {
  private static final int LARGEST_SECONDS = 4_294;
  private static final Duration LONGEST = Duration.ofSeconds(LARGEST_SECONDS);
  private static final Duration SHORTEST = Duration.ofNanos(1_000);

  private AnnouncementKeywords() {}

  static <D extends Draft> void addTo(
      Keywords<D> keywords, String prefix, Function<D, AnnouncementDraft> draft) {
    keywords
        .line(prefix + "garp_master_delay", (d, c) -> draft.apply(d).delay = seconds(c))
        .line(prefix + "garp_master_repeat", (d, c) -> draft.apply(d).repeat = repeats(c))
        .line(prefix + "garp_master_refresh", (d, c) -> draft.apply(d).refresh = refresh(c))
        .line(
            prefix + "garp_master_refresh_repeat",
            (d, c) -> draft.apply(d).refreshRepeat = repeats(c))
        .line(prefix + "garp_lower_prio_delay", (d, c) -> draft.apply(d).lowerDelay = seconds(c))
        .line(
            prefix + "garp_lower_prio_repeat",
            (d, c) ->
                draft.apply(d).lowerRepeat = c.number("a number of packets", 0, Integer.MAX_VALUE));
  }

  static void addIntervals(Keywords<GlobalDraft> keywords) {
    keywords
        .line("vrrp_garp_interval", (d, c) -> d.announcements.arpInterval = interval(c))
        .line("vrrp_gna_interval", (d, c) -> d.announcements.neighbourInterval = interval(c))
        .line("vrrp_min_garp", AnnouncementKeywords::few);
  }

  private static void few(GlobalDraft draft, Clause clause) throws ArgumentException {
    if (clause.flag()) {
      draft.announcements.repeat = 1;
      draft.announcements.delay = Duration.ZERO;
      draft.announcements.refresh = Duration.ZERO;
      draft.announcements.refreshRepeat = 0;
    }
  }

  private static Duration seconds(Clause clause) throws ArgumentException {
    return Duration.ofSeconds(clause.number("a number of seconds", 0, LARGEST_SECONDS));
  }

  private static Duration refresh(Clause clause) throws ArgumentException {
    return Duration.ofSeconds(clause.number("a number of seconds", 0, Integer.MAX_VALUE));
  }

  private static Duration interval(Clause clause) throws ArgumentException {
    return clause.seconds("a number of seconds", SHORTEST, LONGEST);
  }

  private static int repeats(Clause clause) throws ArgumentException {
    return clause.number("a number of packets", 1, Integer.MAX_VALUE);
  }
}
