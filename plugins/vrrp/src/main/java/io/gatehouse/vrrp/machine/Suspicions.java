package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipSurroundings.Severity;

/** A second owner is said out loud, with what is probably wrong. */
final class Suspicions {
  private Suspicions() {}

  /** Another owner showed itself while this one is master. */
  static void sign(Turn turn, String who) {
    Suspicion next = turn.suspicion.sign(turn.now);
    if (!next.begun() || !turn.suspicion.begun()) {
      // Another look soon tells a crossing from a second owner.
      next = next.probingAt(Math.min(next.probeAt(), turn.now + Rules.SECOND / 3));
    }
    turn.suspicion = next;
    if (next.isSure(turn.now) && !next.said()) {
      String words =
          "split brain: " + who + " owns the addresses too; likely cause: " + cause(turn);
      turn.suspicion = next.saying(words);
      turn.log(Severity.ALERT, words);
      turn.act(new Action.Alert(words));
    }
  }

  static String cause(Turn turn) {
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
    if (suspicion.said()) {
      turn.log(Severity.NOTICE, "no second owner is seen any more");
    }
    turn.suspicion = Suspicion.NONE.probingAt(suspicion.probeAt());
  }
}
