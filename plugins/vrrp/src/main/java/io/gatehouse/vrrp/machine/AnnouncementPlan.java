package io.gatehouse.vrrp.machine;

/**
 * When neighbours are told. Two halves of the ceiling, one at once and one spread over the second,
 * keep any second below the whole of it.
 *
 * @param pending announcements to make as soon as may be
 * @param lastAt when the last was made
 * @param paidUntil each announcement moves it; it may be ahead of the time by a burst
 * @param laterAt when the second round comes
 * @param refreshAt when the next refresh comes
 */
record AnnouncementPlan(
    int pending, long lastAt, long paidUntil, int later, long laterAt, long refreshAt) {

  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  static final AnnouncementPlan NOTHING =
      new AnnouncementPlan(0, LONG_AGO, LONG_AGO, 0, State.NEVER, State.NEVER);

  /** A round now and another after the delay; 0 has no other. */
  AnnouncementPlan round(int count, int next, long nextAt) {
    boolean has = next > 0 && nextAt != State.NEVER;
    return new AnnouncementPlan(
        Math.max(pending, count),
        lastAt,
        paidUntil,
        has ? next : later,
        has ? nextAt : laterAt,
        refreshAt);
  }

  AnnouncementPlan refreshingAt(long at) {
    return new AnnouncementPlan(pending, lastAt, paidUntil, later, laterAt, at);
  }

  /** What was made counts on, so that a flapping master keeps to the ceiling. */
  AnnouncementPlan cancelled() {
    return new AnnouncementPlan(0, lastAt, paidUntil, 0, State.NEVER, State.NEVER);
  }

  /** Makes what is due pending. */
  AnnouncementPlan due(Rules rules, long now) {
    AnnouncementPlan plan = this;
    if (now >= laterAt) {
      int count = Math.max(pending, later);
      plan = new AnnouncementPlan(count, lastAt, paidUntil, 0, State.NEVER, refreshAt);
    }
    if (now >= refreshAt) {
      plan =
          plan.round(rules.announcements().refreshRepeat(), 0, State.NEVER)
              .refreshingAt(now + rules.announcements().refresh().toNanos());
    }
    return plan;
  }

  AnnouncementPlan made(Rules rules, long now) {
    long paid = Math.max(paidUntil, now) + share(rules);
    return new AnnouncementPlan(pending - 1, now, paid, later, laterAt, refreshAt);
  }

  /** When the next announcement may be made; only of interest while some are pending. */
  long allowedAt(Rules rules) {
    long share = share(rules);
    return Math.max(lastAt + rules.spacing(), paidUntil - (burst(rules) - 1) * share);
  }

  long wakeAt(Rules rules) {
    long next = pending > 0 ? allowedAt(rules) : State.NEVER;
    return Math.min(next, Math.min(laterAt, refreshAt));
  }

  private static int burst(Rules rules) {
    return Math.max(1, rules.settings().announcementsPerSecond() / 2);
  }

  private static long share(Rules rules) {
    return Rules.SECOND / burst(rules);
  }
}
