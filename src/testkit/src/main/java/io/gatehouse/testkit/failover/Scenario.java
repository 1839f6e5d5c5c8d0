package io.gatehouse.testkit.failover;

import io.gatehouse.testkit.failover.Setup.Change;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** What may happen to the pair, and what came of it. */
public enum Scenario {
  A("a", "load balancer killed, no check script", Plan.of(lab -> lab.first().killBalancer())),
  A1("a1", "the same, script every 2 s, weight −30", Change.SCRIPT_WITH_WEIGHT, A.plan),
  A2("a2", "the same, script every 1 s, fault", Change.SCRIPT_OF_FAULT, A.plan),
  A4("a4", "listener lost, process alive", Plan.of(lab -> lab.first().loseListener())),
  A4B("a4b", "one event loop stuck", Plan.of(lab -> lab.first().haltLoop())),
  B4("b4", "everything killed with −9", Plan.of(lab -> lab.first().killEverything())),
  C("c", "SIGTERM", Plan.of(lab -> lab.first().terminate())),
  C254("c254", "SIGTERM at priorities 254/253", Change.HIGH_PRIORITIES, C.plan),
  D1(
      "d1",
      "carrier lost for 8 s",
      Plan.of(lab -> lab.first().host().cable(false))
          .cured(8, lab -> lab.first().host().cable(true))),
  D2("d2", "silent cut for 8 s", Plan.of(lab -> lab.cut(lab.first().host())).cured(8, Lab::heal)),
  E2(
      "e2",
      "SIGSTOP of everything for 8 s",
      Plan.of(lab -> lab.first().freeze()).cured(8, lab -> lab.first().thaw())),
  F("f", "old master returns", Plan.of(lab -> lab.first().start()).after(Scenario::handOver)),
  G1("g1", "adverts lost one way for 12 s", Plan.of(Lab::loseAdverts).cured(12, Lab::heal)),
  G2("g2", "adverts lost both ways for 8 s", Plan.of(Lab::loseAllAdverts).cured(8, Lab::heal)),
  H1("h1", "server killed under load", Plan.of(lab -> lab.server1().kill()).seen(20)),
  H2("h2", "server silently cut", Plan.of(lab -> lab.cut(lab.server1().host())).seen(20)),
  H1_OBSERVED("h1o", "h1, the first refusal takes it down", Change.OBSERVED_SERVERS, H1.plan),
  H2_OBSERVED("h2o", "h2, the first timeout takes it down", Change.OBSERVED_SERVERS, H2.plan),
  I(
      "i",
      "5 reloads under 500 new connections/s",
      Plan.of(Scenario::reload).after(lab -> lab.crowd(4)).seen(3));

  private static final int RELOADS = 5;
  private static final long BETWEEN_RELOADS = 1_000;

  private static final int STEADY = 300;
  private static final long LONGEST_HEALING = 60_000;
  private static final long DELAYED_ANNOUNCEMENTS = 6_000;
  private static final long LAST_CALLS = 800;
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final String label;
  private final String title;
  private final Change change;
  private final Plan plan;

  Scenario(String label, String title, Plan plan) {
    this(label, title, Change.NOTHING, plan);
  }

  Scenario(String label, String title, Change change, Plan plan) {
    this.label = label;
    this.title = title;
    this.change = change;
    this.plan = plan;
  }

  /** Something that is done to the lab. */
  @FunctionalInterface
  private interface Step {
    void in(Lab lab) throws IOException;
  }

  /**
   * @param seconds from the injury to the cure, or to the end when there is none
   */
  private record Plan(Step before, Step injury, int seconds, Step cure, boolean cured) {
    static Plan of(Step injury) {
      return new Plan(lab -> {}, injury, 9, lab -> {}, false);
    }

    Plan after(Step first) {
      return new Plan(first, injury, 12, cure, cured);
    }

    Plan seen(int longer) {
      return new Plan(before, injury, longer, cure, cured);
    }

    Plan cured(int later, Step by) {
      return new Plan(before, injury, later, by, true);
    }
  }

  public String label() {
    return label;
  }

  public String title() {
    return title;
  }

  /** The setup that it needs. */
  public Setup of(Setup setup) {
    return setup.with(change);
  }

  private static void handOver(Lab lab) throws IOException {
    lab.first().terminate();
    lab.awaitOwner(Lab.LB2);
    lab.await("clients are answered", () -> lab.attempts().allAnswered(STEADY));
  }

  /** Each gives the servers other weights. */
  private static void reload(Lab lab) throws IOException {
    for (int i = 1; i <= RELOADS; i++) {
      int weight = i * 10;
      lab.first()
          .reload(
              text ->
                  text.replaceAll(" weight \\d+", "")
                      .replaceAll("(?m)^( +server .*)$", "$1 weight " + weight));
      Lab.pass(BETWEEN_RELOADS);
    }
  }

  /** Brings the lab into the state in which it may happen. */
  public void prepare(Lab lab) throws IOException {
    plan.before.in(lab);
  }

  /** Lets it happen. */
  public void injure(Lab lab) throws IOException {
    plan.injury.in(lab);
  }

  /** Ends what can be ended of it. */
  public void cure(Lab lab) throws IOException {
    plan.cure.in(lab);
  }

  /** Lets it happen in a lab that has just begun to run, and measures. */
  public Outcome in(Lab lab) throws IOException {
    prepare(lab);
    // The moment within the second of an advertisement, and of a script, is chance.
    Lab.pass(DELAYED_ANNOUNCEMENTS + ThreadLocalRandom.current().nextInt(2_000));
    long injured = System.nanoTime();
    injure(lab);
    Lab.pass(TimeUnit.SECONDS.toMillis(plan.seconds));
    long cured = System.nanoTime();
    cure(lab);
    if (plan.cured) {
      awaitHealing(lab, cured);
    }
    long end = System.nanoTime();
    Lab.pass(LAST_CALLS);
    return outcome(lab, injured, cured, end);
  }

  private static void awaitHealing(Lab lab, long since) {
    long healing;
    do {
      Lab.pass(100);
      healing = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    } while (healing < DELAYED_ANNOUNCEMENTS
        || healing < LONGEST_HEALING && !lab.attempts().allAnswered(STEADY));
  }

  private static int failedOfCrowd(Lab lab, long injured, long end) {
    return lab.attemptsOfCrowd().stream()
        .mapToInt(attempts -> attempts.between(injured, end).failed())
        .sum();
  }

  private static Outcome outcome(Lab lab, long injured, long cured, long end) {
    Attempts attempts = lab.attempts().between(injured, end);
    Timeline timeline = lab.timeline();
    return new Outcome(
        attempts.longestOutage(injured, cured),
        attempts.longestOutage(cured, end),
        attempts.failed() + failedOfCrowd(lab, injured, end),
        attempts.troubledTime(),
        timeline.twoOwners(injured, end) / MILLI,
        timeline.answeredByBoth(injured, end),
        timeline.announcementsPerSecond(injured, end),
        timeline.changes(injured, end),
        lab.lost(),
        timeline.owners(),
        attempts.allAnswered(STEADY / 3));
  }
}
