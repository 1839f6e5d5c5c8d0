package io.gatehouse.vrrp.machine;

import static io.gatehouse.vrrp.machine.Sample.MILLI;
import static io.gatehouse.vrrp.machine.Sample.SECOND;
import static io.gatehouse.vrrp.machine.Sample.advert;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.vrrp.machine.GroupMachine.Order;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupMachineTest {
  private static final Rules RULES = grouped();

  private final List<State> members = new ArrayList<>();
  private VipStatus.State group = VipStatus.State.INIT;
  private long now;

  GroupMachineTest() {
    for (int i = 0; i < 3; i++) {
      members.add(State.initial(RULES, Vitality.WELL));
    }
    everybody(new Event.Start(0));
  }

  @Test
  void nobodyTakesOverBeforeEverybodyMay() {
    waitUntil(3 * SECOND);
    step(0, advert(9, 200, 1));
    waitUntil(4 * SECOND);
    assertThat(phases()).containsOnly(Phase.BACKUP);
    assertThat(members.get(1).wants()).isTrue();
    assertThat(group).isEqualTo(VipStatus.State.BACKUP);
    waitUntil(7 * SECOND);
    assertThat(phases()).containsOnly(Phase.MASTER);
    assertThat(group).isEqualTo(VipStatus.State.MASTER);
  }

  @Test
  void oneThatStepsDownTakesAllAlong() {
    waitUntil(5 * SECOND);
    step(1, advert(9, 200, 1));
    assertThat(phases()).containsOnly(Phase.BACKUP);
    assertThat(group).isEqualTo(VipStatus.State.BACKUP);
  }

  @Test
  void oneThatCannotServeTakesAllToFaultAndBack() {
    waitUntil(5 * SECOND);
    step(2, new Event.Fault("eth1 is down"));
    assertThat(phases()).containsOnly(Phase.FAULT);
    assertThat(group).isEqualTo(VipStatus.State.FAULT);
    assertThat(members.get(0).reason())
        .isEqualTo("another member of the sync group is in FAULT state");
    step(2, new Event.Fault(""));
    assertThat(phases()).containsOnly(Phase.BACKUP);
    waitUntil(12 * SECOND);
    assertThat(phases()).containsOnly(Phase.MASTER);
  }

  @Test
  void aSecondFaultKeepsTheGroupDownWhenTheFirstIsOver() {
    waitUntil(5 * SECOND);
    step(0, new Event.Fault("eth0 is down"));
    step(1, new Event.Fault("eth1 is down"));
    step(0, new Event.Fault(""));
    assertThat(phases()).containsOnly(Phase.FAULT);
    step(1, new Event.Fault(""));
    assertThat(phases()).containsOnly(Phase.BACKUP);
  }

  @Test
  void aMasterThatIsHeardAgainEndsTheWaiting() {
    waitUntil(3700 * MILLI);
    assertThat(phases()).contains(Phase.MASTER);
    everybody(new Event.Stop());
    everybody(new Event.Start(0));
    step(0, advert(9, 200, 1));
    assertThat(members.get(0).wants()).isFalse();
    assertThat(phases()).containsOnly(Phase.BACKUP);
  }

  private static Rules grouped() {
    Rules plain = Sample.rules(100);
    return new Rules(
        plain.name(),
        false,
        plain.election(),
        plain.announcements(),
        plain.settings(),
        true,
        plain.interval(),
        plain.lease(),
        0,
        "");
  }

  private void waitUntil(long time) {
    while (true) {
      long next = members.stream().mapToLong(member -> member.wakeAt(RULES)).min().orElseThrow();
      if (next > time) {
        now = time;
        return;
      }
      now = Math.max(now, next);
      everybody(new Event.Tick());
    }
  }

  private void everybody(Event event) {
    for (int i = 0; i < members.size(); i++) {
      members.set(i, VrrpMachine.step(RULES, members.get(i), event, now).state());
    }
    settle();
  }

  private void step(int member, Event event) {
    members.set(member, VrrpMachine.step(RULES, members.get(member), event, now).state());
    settle();
  }

  private void settle() {
    boolean quiet = false;
    for (int round = 0; !quiet; round++) {
      assertThat(round).as("orders come to an end").isLessThan(8);
      GroupMachine.Decision decision = GroupMachine.decide(group, members);
      group = decision.state();
      quiet = true;
      for (int i = 0; i < members.size(); i++) {
        Order order = decision.orders().get(i);
        if (order != Order.NOTHING) {
          quiet = false;
          Event event = new Event.Group(order);
          members.set(i, VrrpMachine.step(RULES, members.get(i), event, now).state());
        }
      }
    }
  }

  private List<Phase> phases() {
    return members.stream().map(State::phase).toList();
  }
}
