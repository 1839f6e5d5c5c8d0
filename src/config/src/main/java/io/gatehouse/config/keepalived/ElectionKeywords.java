package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.keepalived.InstanceDraft.Familiar;
import java.time.Duration;
import java.util.List;

/** Who an instance is and how it stands for election. */
final class ElectionKeywords {
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofSeconds(255);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(1_000);

  private ElectionKeywords() {}

  static void addTo(Keywords<InstanceDraft> keywords) {
    keywords
        .line("state", ElectionKeywords::state)
        .line("interface", ElectionKeywords::device)
        .line("virtual_router_id", (d, c) -> d.id = c.number("an id", 1, 255))
        .line("priority", (d, c) -> d.priority = c.number("a priority", 1, 255))
        .line(
            "advert_int",
            (d, c) -> d.interval = c.seconds("a number of seconds", SHORTEST, LONGEST))
        .line("version", (d, c) -> d.version = c.number("a version", 2, 3))
        .line("native_ipv6", ElectionKeywords::nativeIpv6)
        .line("nopreempt", (d, c) -> d.nopreempt = alone(c, true))
        .line("preempt", (d, c) -> d.nopreempt = alone(c, false))
        .line(
            "preempt_delay",
            (d, c) ->
                d.preemptDelay = c.seconds("a number of seconds", Duration.ZERO, LONGEST_DELAY))
        .line(
            "down_timer_adverts",
            (d, c) -> d.downTimerAdverts = c.number("a number of adverts", 1, 100))
        .line("higher_prio_send_advert", (d, c) -> d.higherPrioSendAdvert = c.flag())
        .line("lower_prio_no_advert", (d, c) -> d.lowerPrioNoAdvert = c.flag())
        .line("strict_mode", (d, c) -> d.strict = c.flag())
        .line("accept", (d, c) -> d.accept = alone(c, true))
        // Keepalived would filter what is sent to the addresses; here that is the traffic itself.
        .refused("remove the line; the gateway has to accept what it is there for", "no_accept");
  }

  private static boolean alone(Clause clause, boolean value) {
    clause.end();
    return value;
  }

  private static void state(InstanceDraft draft, Clause clause) throws ArgumentException {
    String word = clause.only("MASTER or BACKUP");
    draft.master =
        switch (word) {
          case "MASTER" -> true;
          case "BACKUP" -> false;
          default -> throw clause.cursor().unknown("state", List.of("MASTER", "BACKUP"));
        };
  }

  private static void device(InstanceDraft draft, Clause clause) throws ArgumentException {
    String name = Addresses.device(clause.cursor());
    clause.end();
    draft.interfaceName = name;
    if (name.equals("lo")) {
      clause.error(
          "VRRP cannot use the loopback interface 'lo'",
          "name the interface that the peer is reached by");
    }
  }

  private static void nativeIpv6(InstanceDraft draft, Clause clause) {
    clause.end();
    draft.families.add(new Familiar(true, "'native_ipv6'", clause.at()));
  }
}
