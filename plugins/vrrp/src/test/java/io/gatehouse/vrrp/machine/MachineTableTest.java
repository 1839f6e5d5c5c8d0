package io.gatehouse.vrrp.machine;

import static io.gatehouse.vrrp.machine.Sample.SECOND;
import static io.gatehouse.vrrp.machine.Sample.advert;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Vitality;
import io.gatehouse.vrrp.machine.GroupMachine.Order;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Every event in every phase: the whole table is in {@code machine-table.txt}, a line for each pair
 * with the next phase, the time to the next deadline in milliseconds, and what is done.
 */
class MachineTableTest {
  private static final Rules RULES = Sample.rules(100);
  private static final long NOW = 100 * SECOND;

  @Test
  void everyEventInEveryPhaseDoesWhatTheTableSays() throws IOException {
    StringBuilder table = new StringBuilder();
    phases()
        .forEach(
            (phase, state) ->
                events()
                    .forEach(
                        (name, event) -> table.append(row(phase, name, step(state, event, NOW)))));
    try (InputStream golden = getClass().getResourceAsStream("machine-table.txt")) {
      String expected = new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8);
      assertThat(table.toString()).isEqualTo(expected);
    }
  }

  private static String row(String phase, String event, VrrpMachine.Step step) {
    State state = step.state();
    String deadline =
        state.deadline() == State.NEVER ? "-" : "" + (state.deadline() - NOW) / 1_000_000;
    String actions = step.actions().stream().map(MachineTableTest::words).collect(joining(", "));
    return "%-9s %-28s %-9s %6s  %s%n"
        .formatted(phase, event, state.phase(), deadline, actions)
        .stripTrailing()
        .concat("\n");
  }

  private static String words(Action action) {
    return switch (action) {
      case Action.SendAdvert advert -> "advert " + advert.priority();
      case Action.AddAddresses _ -> "add";
      case Action.RenewAddresses _ -> "renew";
      case Action.RemoveAddresses _ -> "remove";
      case Action.Announce announce -> "announce " + announce.times();
      case Action.Probe _ -> "probe";
      case Action.Log log -> log.severity() + " '" + log.text() + "'";
      case Action.Notify notify -> "notify " + notify.word();
      case Action.FollowSequence _ -> "follow sequence";
      case Action.Alert _ -> "alert";
    };
  }

  private static VrrpMachine.Step step(State state, Event event, long now) {
    return VrrpMachine.step(RULES, state, event, now);
  }

  /** Each state half a second before or after something would happen by itself. */
  private static Map<String, State> phases() {
    Map<String, State> phases = new LinkedHashMap<>();
    State init = Sample.initial(RULES);
    phases.put("INIT", init);
    State backup = step(init, new Event.Start(0), NOW - SECOND).state();
    State following = step(backup, advert(1, 120, 1), NOW - SECOND / 2).state();
    phases.put("BACKUP", following);
    phases.put("RELEASED", step(following, advert(1, 0, 1), NOW - SECOND / 2).state());
    State silent = step(init, new Event.Start(0), NOW - 10 * SECOND).state();
    phases.put("CLAIMING", step(silent, new Event.Tick(), NOW - 1_000_000).state());
    State answered = step(silent, new Event.Tick(), NOW - Rules.CLAIM).state();
    State sure = step(answered, new Event.OtherOwner("mac", false), NOW - 1_000_000).state();
    phases.put("ANSWERED", sure);
    State heard = step(silent, advert(2, 80, 1), NOW - SECOND).state();
    phases.put("PREEMPTS", step(heard, new Event.Tick(), NOW - 1_000_000).state());
    State claimed = step(silent, new Event.Tick(), NOW - SECOND / 2 - Rules.CLAIM).state();
    phases.put("MASTER", step(claimed, new Event.Tick(), NOW - SECOND / 2).state());
    State old = step(silent, new Event.Tick(), NOW - 5 * SECOND - Rules.CLAIM).state();
    phases.put("LAPSED", step(old, new Event.Tick(), NOW - 5 * SECOND).state());
    phases.put("FAULT", step(backup, new Event.Fault("eth0 is down"), NOW - SECOND).state());
    return phases;
  }

  private static Map<String, Event> events() {
    Map<String, Event> events = new LinkedHashMap<>();
    events.put("start", new Event.Start(0));
    events.put("tick", new Event.Tick());
    events.put("advert 0 of 1", advert(1, 0, 1));
    events.put("advert 0 of 2", advert(2, 0, -1));
    events.put("advert 80", advert(2, 80, 1));
    events.put("advert 100, lower address", advert(2, 100, -1));
    events.put("advert 100, our address", advert(2, 100, 0));
    events.put("advert 100, higher address", advert(2, 100, 1));
    events.put("advert 120", advert(1, 120, -1));
    events.put("advert 255", advert(3, 255, -1));
    events.put("rejected", new Event.Rejected(new Sender(0, 1, "node1"), "auth_pass differs"));
    events.put("other owner answers", new Event.OtherOwner("mac", false));
    events.put("other owner announces", new Event.OtherOwner("mac", true));
    events.put("asked", new Event.Asked());
    events.put("address gone", new Event.AddressGone("192.168.1.88"));
    events.put("priority 150", new Event.Priority(150));
    events.put("priority 999", new Event.Priority(999));
    events.put("priority -5", new Event.Priority(-5));
    events.put("fault", new Event.Fault("script failed"));
    events.put("no fault", new Event.Fault(""));
    for (Vitality vitality : Vitality.values()) {
      events.put("fate " + vitality, new Event.Fate(vitality));
    }
    for (Order order : Order.values()) {
      events.put("group " + order, new Event.Group(order));
    }
    events.put("succeeded", new Event.Succeeded());
    events.put("stop", new Event.Stop());
    return events;
  }
}
