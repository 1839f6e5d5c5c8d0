package io.gatehouse.vrrp.machine;

/**
 * When neighbours are told. Some announcements may be made at once and a few more each second, so
 * that no second has more than the ceiling. Two are kept back for what cannot wait: defending the
 * address, and the first word after another owner was heard.
 *
 * @param pending announcements to make as soon as may be
 * @param urgent the first of them may take what is kept back
 * @param lastAt when the last was made
 * @param paidUntil each announcement moves it; it may be ahead of the time by a burst
 * @param later how many the second round has
 * @param laterAt when the second round comes
 * @param refreshAt when the next refresh comes
 */
record AnnouncementPlan(
    int pending,
    boolean urgent,
    long lastAt,
    long paidUntil,
    int later,
    long laterAt,
    long refreshAt) {

  private static final long LONG_AGO = Long.MIN_VALUE / 2;
  private static final int KEPT_BACK = 2;

  static final AnnouncementPlan NOTHING =
      new AnnouncementPlan(0, false, LONG_AGO, LONG_AGO, 0, State.NEVER, State.NEVER);

  /** At least so many as soon as may be. */
  AnnouncementPlan round(int count) {
    int most = Math.max(pending, count);
    return new AnnouncementPlan(most, urgent, lastAt, paidUntil, later, laterAt, refreshAt);
  }

  /** The first of what is pending cannot wait. */
  AnnouncementPlan urgently() {
    return new AnnouncementPlan(pending, true, lastAt, paidUntil, later, laterAt, refreshAt);
  }

  /** Another round at that time; never none. */
  AnnouncementPlan andAgain(int count, long at) {
    return at == State.NEVER
        ? this
        : new AnnouncementPlan(pending, urgent, lastAt, paidUntil, count, at, refreshAt);
  }

  AnnouncementPlan refreshingAt(long at) {
    return new AnnouncementPlan(pending, urgent, lastAt, paidUntil, later, laterAt, at);
  }

  /** What was made counts on, so that a flapping master keeps to the ceiling. */
  AnnouncementPlan cancelled() {
    return new AnnouncementPlan(0, false, lastAt, paidUntil, 0, State.NEVER, State.NEVER);
  }

  /** Makes what is due pending. */
  AnnouncementPlan due(Rules rules, long now) {
    AnnouncementPlan plan = this;
    if (now >= laterAt) {
      int count = Math.max(pending, later);
      plan = new AnnouncementPlan(count, urgent, lastAt, paidUntil, 0, State.NEVER, refreshAt);
    }
    if (now >= refreshAt) {
      plan =
          plan.round(rules.announcements().refreshRepeat())
              .refreshingAt(now + rules.announcements().refresh().toNanos());
    }
    return plan;
  }

  AnnouncementPlan made(Rules rules, long now) {
    long paid = Math.max(paidUntil, now) + Rules.SECOND / refill(rules);
    return new AnnouncementPlan(pending - 1, false, now, paid, later, laterAt, refreshAt);
  }

  /** When the next announcement may be made; only of interest while some are pending. */
  long allowedAt(Rules rules) {
    int ahead = burst(rules) - 1 - (urgent ? 0 : KEPT_BACK);
    long paid = paidUntil - Math.max(0, ahead) * (Rules.SECOND / refill(rules));
    return Math.max(lastAt + rules.spacing(), paid);
  }

  long wakeAt(Rules rules) {
    long next = pending > 0 ? allowedAt(rules) : State.NEVER;
    return Math.min(next, Math.min(laterAt, refreshAt));
  }

  private static int refill(Rules rules) {
    return Math.max(1, rules.settings().announcementsPerSecond() * 3 / 10);
  }

  private static int burst(Rules rules) {
    return Math.max(1, rules.settings().announcementsPerSecond() - refill(rules));
  }
}
