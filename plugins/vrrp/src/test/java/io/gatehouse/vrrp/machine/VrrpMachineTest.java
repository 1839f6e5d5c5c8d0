package io.gatehouse.vrrp.machine;

import static io.gatehouse.vrrp.machine.Sample.MILLI;
import static io.gatehouse.vrrp.machine.Sample.SECOND;
import static io.gatehouse.vrrp.machine.Sample.advert;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Election;
import io.gatehouse.api.vip.VipSettings;
import io.gatehouse.api.vip.VipSettings.NoServer;
import io.gatehouse.api.vip.Vitality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Courses of events that the table of single steps does not show. */
class VrrpMachineTest {
  private Rules rules = Sample.rules(100);
  private State state = Sample.initial(rules);
  private final List<Action> done = new ArrayList<>();
  private long now;

  @Test
  void masterDownIsThreeIntervalsAndTheSkew() {
    happens(new Event.Start(0));
    assertThat(state.deadline()).isEqualTo(3 * SECOND + 609_375_000L);
    assertThat(Sample.rules(80).masterDown(80, SECOND)).isEqualTo(3_687_500_000L);
  }

  @Test
  void theAddressOwnerDoesNotWait() {
    use(election(255, true, Duration.ZERO), VipSettings.DEFAULT);
    happens(new Event.Start(0));
    waitUntil(20 * MILLI);
    assertThat(state.owns()).isTrue();
  }

  @Test
  void withoutPreemptionAWorseMasterStays() {
    use(election(100, false, Duration.ZERO), VipSettings.DEFAULT);
    happens(new Event.Start(0));
    hearEverySecond(80, 10);
    assertThat(state.phase()).isEqualTo(Phase.BACKUP);
  }

  @Test
  void preemptionWaitsItsDelay() {
    use(election(100, true, Duration.ofSeconds(5)), VipSettings.DEFAULT);
    happens(new Event.Start(0));
    hearEverySecond(80, 8);
    assertThat(state.owns()).isFalse();
    hearEverySecond(80, 4);
    assertThat(state.owns()).isTrue();
  }

  @Test
  void version3LearnsTheIntervalOfTheMaster() {
    rules =
        new Rules(
            "VI_1",
            true,
            rules.election(),
            rules.announcements(),
            rules.settings(),
            false,
            SECOND,
            rules.lease(),
            0,
            "");
    state = Sample.initial(rules);
    happens(new Event.Start(0));
    happens(new Event.Advert(new Sender(0, 1, "node1"), 200, SECOND / 10, 1));
    assertThat(state.deadline()).isEqualTo(now + 300 * MILLI + 156L * SECOND / 2560);
  }

  @Test
  void aFormerMasterThatMakesRoomIsNoReasonToHurry() {
    happens(new Event.Start(0));
    happens(advert(1, 120, 1));
    happens(advert(2, 150, 1));
    long deadline = state.deadline();
    happens(advert(1, 0, 1));
    assertThat(state.deadline()).isEqualTo(deadline);
  }

  @Test
  void aSecondOwnerIsSaidWithinTwoSecondsOfItsFirstAdvert() {
    becomeMaster();
    waitUntil(now + 3 * SECOND);
    happens(advert(2, 80, -1));
    assertThat(state.splitBrain()).as("one may be a farewell").isFalse();
    waitUntil(now + SECOND);
    happens(advert(2, 80, -1));
    assertThat(state.splitBrain()).isTrue();
    assertThat(state.reason())
        .isEqualTo(
            "split brain: node2 owns the addresses too; likely cause: a firewall that drops VRRP"
                + " (IP protocol 112), or another virtual_router_id there");
    waitUntil(now + 6 * SECOND);
    assertThat(state.splitBrain()).as("over").isFalse();
  }

  @Test
  void aSecondOwnerWithAnotherPasswordIsSaidWithThatCause() {
    becomeMaster();
    waitUntil(now + 3 * SECOND);
    Event rejected = new Event.Rejected(new Sender(0, 2, "node2"), "auth_pass differs");
    happens(rejected);
    waitUntil(now + SECOND);
    happens(rejected);
    assertThat(state.reason()).endsWith("likely cause: auth_pass differs");
  }

  @Test
  void aSecondOwnerSeenByItsMachineOnlyIsAskedForAgainAndSaid() {
    becomeMaster();
    waitUntil(now + 3 * SECOND);
    happens(new Event.OtherOwner("02:00:00:00:00:01", false));
    done.clear();
    waitUntil(now + SECOND / 2);
    assertThat(done).contains(new Action.Probe());
    happens(new Event.OtherOwner("02:00:00:00:00:01", false));
    assertThat(state.splitBrain()).isTrue();
  }

  @Test
  void pendingAnnouncementsEndWithTheMastership() {
    becomeMaster();
    happens(advert(1, 200, 1));
    done.clear();
    waitUntil(now + 3 * SECOND);
    assertThat(done).noneMatch(Action.Announce.class::isInstance);
  }

  @Test
  void theSecondRoundComesAfterItsDelay() {
    becomeMaster();
    done.clear();
    waitUntil(now + 4500 * MILLI);
    assertThat(done).noneMatch(Action.Announce.class::isInstance);
    waitUntil(now + 3 * SECOND);
    assertThat(announcements()).isEqualTo(5);
  }

  @Test
  void theLeaseIsRenewedWithEachAdvert() {
    becomeMaster();
    done.clear();
    waitUntil(now + 3 * SECOND);
    assertThat(done)
        .containsSubsequence(
            new Action.SendAdvert(100), new Action.RenewAddresses(), new Action.SendAdvert(100));
    assertThat(state.leaseEnd()).isGreaterThan(now);
  }

  @Test
  void aLeaseIsShorterThanThePeersPatience() {
    assertThat(Sample.rules(100).lease()).isEqualTo(2 * SECOND);
    for (int seconds = 1; seconds < 40; seconds++) {
      Election election = election(100, true, Duration.ZERO, Duration.ofSeconds(seconds));
      long lease = Rules.leaseSeconds(election, VipSettings.DEFAULT) * SECOND;
      assertThat(lease + SECOND / 2).isLessThanOrEqualTo(3L * seconds * SECOND);
    }
  }

  @Test
  void noServerMeansWhatTheSettingsSay() {
    use(rules.election(), settings(NoServer.LOWER));
    becomeMaster();
    happens(new Event.Fate(Vitality.NO_SERVER));
    assertThat(state.priority()).isEqualTo(70);
    happens(new Event.Priority(20));
    assertThat(state.priority()).isEqualTo(1);
    happens(new Event.Fate(Vitality.WELL));
    assertThat(state.priority()).isEqualTo(20);

    use(rules.election(), settings(NoServer.RELEASE));
    becomeMaster();
    happens(new Event.Fate(Vitality.NO_SERVER));
    assertThat(state.phase()).isEqualTo(Phase.FAULT);
  }

  private static VipSettings settings(NoServer noServer) {
    return new VipSettings(true, Duration.ZERO, noServer, 30, 10);
  }

  private static Election election(int priority, boolean preempt, Duration delay) {
    return election(priority, preempt, delay, Duration.ofSeconds(1));
  }

  private static Election election(
      int priority, boolean preempt, Duration delay, Duration interval) {
    return new Election(false, priority, interval, preempt, delay, false, false, 3);
  }

  private void use(Election election, VipSettings settings) {
    rules = Sample.rules(election, settings);
    state = Sample.initial(rules);
  }

  private void becomeMaster() {
    happens(new Event.Start(0));
    waitUntil(now + 4 * SECOND);
    assertThat(state.owns()).isTrue();
  }

  private void hearEverySecond(int priority, int times) {
    for (int i = 0; i < times; i++) {
      waitUntil(now + SECOND);
      happens(advert(2, priority, -1));
    }
  }

  private long announcements() {
    return done.stream()
        .filter(Action.Announce.class::isInstance)
        .map(Action.Announce.class::cast)
        .mapToInt(Action.Announce::times)
        .sum();
  }

  private void happens(Event event) {
    VrrpMachine.Step step = VrrpMachine.step(rules, state, event, now);
    state = step.state();
    done.addAll(step.actions());
  }

  private void waitUntil(long time) {
    while (state.wakeAt(rules) <= time) {
      now = Math.max(now, state.wakeAt(rules));
      happens(new Event.Tick());
    }
    now = time;
  }
}
