package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipSurroundings.Severity;

/** A second owner is said out loud, with what is probably wrong. */
final class Suspicions {
  private Suspicions() {}

  /** Another owner showed itself while this one is master. */
  static void sign(Turn turn, String who) {
    Suspicion next = turn.suspicion.sign(turn.now, turn.rules.interval());
    if (!turn.suspicion.begun()) {
      // Another look soon tells a crossing from a second owner.
      next = next.probingAt(Math.min(next.probeAt(), turn.now + Rules.SECOND / 3));
    }
    turn.suspicion = next;
    if (next.isSure(turn.now) && !next.said()) {
      say(turn, Severity.ALERT, "split brain: " + who + " owns the addresses too");
    }
  }

  /** The owner lives, only what it says does not come: one owner that is not heard is enough. */
  static void giveWay(Turn turn, String mac) {
    turn.suspicion = turn.suspicion.sign(turn.now, turn.rules.interval());
    if (!turn.suspicion.said()) {
      say(
          turn,
          Severity.WARNING,
          "the machine with MAC address "
              + mac
              + " defends the addresses, but its adverts do not arrive");
    }
  }

  private static void say(Turn turn, Severity severity, String what) {
    String words = what + "; likely cause: " + cause(turn);
    turn.suspicion = turn.suspicion.saying(words);
    turn.log(severity, words);
    turn.act(new Action.Alert(words));
  }

  private static String cause(Turn turn) {
    if (!turn.suspicion.cause().isEmpty()) {
      return turn.suspicion.cause();
    }
    return "a firewall that drops VRRP (IP protocol 112)"
        + turn.rules.multicastHint()
        + ", or another virtual_router_id there";
  }

  /** Forgets what nobody has seen for a while. */
  static void settle(Turn turn) {
    Suspicion suspicion = turn.suspicion;
    if (!suspicion.begun() || turn.now < suspicion.overAt(turn.rules.interval())) {
      return;
    }
    if (suspicion.said() && turn.phase == Phase.MASTER) {
      turn.log(Severity.NOTICE, "no second owner is seen any more");
    }
    turn.suspicion = Suspicion.NONE.probingAt(suspicion.probeAt());
  }
}
