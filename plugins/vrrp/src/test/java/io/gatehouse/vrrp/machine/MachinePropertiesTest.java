package io.gatehouse.vrrp.machine;

import static io.gatehouse.vrrp.machine.Sample.MILLI;
import static io.gatehouse.vrrp.machine.Sample.SECOND;
import static io.gatehouse.vrrp.machine.Sample.advert;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Vitality;
import io.gatehouse.vrrp.machine.GroupMachine.Order;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds whatever happens in whatever order. */
class MachinePropertiesTest {
  private static final Rules RULES = Sample.rules(100);

  /** An event so many nanoseconds after the one before. */
  record Moment(long after, Event event) {}

  @Property(tries = 3000)
  void actionsFitTheState(@ForAll("stories") List<Moment> story) {
    State state = Sample.initial(RULES);
    long now = 0;
    Deque<Long> announced = new ArrayDeque<>();
    for (Moment moment : story) {
      now += moment.after;
      State before = state;
      VrrpMachine.Step step = VrrpMachine.step(RULES, state, moment.event, now);
      state = step.state();
      boolean removed = step.actions().contains(new Action.RemoveAddresses());
      boolean added = step.actions().contains(new Action.AddAddresses());
      boolean renewed = step.actions().contains(new Action.RenewAddresses());
      if (before.owns() && !state.owns()) {
        assertThat(removed).as("%s: %s", moment, step).isTrue();
      }
      assertThat(added).as("%s: %s", moment, step).isEqualTo(!before.owns() && state.owns());
      if (added) {
        assertThat(state.vitality())
            .isNotIn(Vitality.STARTING, Vitality.LEAVING, Vitality.STUCK, Vitality.LISTENER_LOST);
      }
      assertThat(renewed && !state.owns()).isFalse();
      assertThat(state.priority()).isBetween(1, 254);
      countAnnouncements(step, now, announced);
      VrrpMachine.Step after = VrrpMachine.step(RULES, state, new Event.Tick(), now);
      countAnnouncements(after, now, announced);
      state = after.state();
      assertThat(state.wakeAt(RULES)).as("no tick without progress").isGreaterThan(now);
    }
  }

  private static void countAnnouncements(VrrpMachine.Step step, long now, Deque<Long> announced) {
    for (Action action : step.actions()) {
      if (action instanceof Action.Announce announce) {
        for (int i = 0; i < announce.times(); i++) {
          announced.addLast(now);
        }
      }
    }
    while (!announced.isEmpty() && announced.getFirst() <= now - SECOND) {
      announced.removeFirst();
    }
    assertThat(announced.size()).as("announcements in one second").isLessThanOrEqualTo(10);
  }

  @Property(tries = 2000)
  void whoIsLeftAloneBecomesMaster(@ForAll("stories") List<Moment> story) {
    State state = Sample.initial(RULES);
    long now = 0;
    for (Moment moment : story) {
      now += moment.after;
      state = VrrpMachine.step(RULES, state, moment.event, now).state();
    }
    for (Event event :
        List.of(
            new Event.Start(0),
            new Event.Fault(""),
            new Event.Fate(Vitality.WELL),
            new Event.Group(Order.RECOVER))) {
      state = VrrpMachine.step(RULES, state, event, now).state();
    }
    long end = now + 9 * SECOND;
    while (state.wakeAt(RULES) < end) {
      now = Math.max(now, state.wakeAt(RULES));
      state = VrrpMachine.step(RULES, state, new Event.Tick(), now).state();
    }
    assertThat(state.owns()).as("%s", state).isTrue();
  }

  @Property(tries = 500)
  void aStepIsAFunction(@ForAll("stories") List<Moment> story) {
    State one = Sample.initial(RULES);
    State two = Sample.initial(RULES);
    long now = 0;
    for (Moment moment : story) {
      now += moment.after;
      VrrpMachine.Step first = VrrpMachine.step(RULES, one, moment.event, now);
      VrrpMachine.Step second = VrrpMachine.step(RULES, two, moment.event, now);
      assertThat(first).isEqualTo(second);
      one = first.state();
      two = second.state();
    }
  }

  @Provide
  Arbitrary<List<Moment>> stories() {
    Arbitrary<Long> pauses =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.longs().between(0, 30 * MILLI)),
            Tuple.of(4, Arbitraries.longs().between(0, SECOND)),
            Tuple.of(2, Arbitraries.longs().between(SECOND, 6 * SECOND)));
    return Combinators.combine(pauses, events()).as(Moment::new).list().ofMaxSize(60);
  }

  private static Arbitrary<Event> events() {
    Arbitrary<Event> adverts =
        Combinators.combine(
                Arbitraries.integers().between(1, 4),
                Arbitraries.of(0, 0, 50, 80, 100, 120, 255),
                Arbitraries.integers().between(-1, 1))
            .as((number, priority, order) -> advert(number, priority, order));
    return Arbitraries.oneOf(
        Arbitraries.just(new Event.Start(0)),
        Arbitraries.just(new Event.Tick()),
        adverts,
        adverts,
        Arbitraries.just(new Event.Rejected(new Sender(0, 5, "node5"), "auth_pass differs")),
        Arbitraries.of(true, false).map(unasked -> new Event.OtherOwner("mac", unasked)),
        Arbitraries.just(new Event.Asked()),
        Arbitraries.just(new Event.AddressGone("192.168.1.88")),
        Arbitraries.integers().between(-300, 300).map(Event.Priority::new),
        Arbitraries.of("", "", "fault").map(Event.Fault::new),
        Arbitraries.of(Vitality.class).map(Event.Fate::new),
        Arbitraries.of(Order.class).map(Event.Group::new),
        Arbitraries.just(new Event.Stop()));
  }
}
