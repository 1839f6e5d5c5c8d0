package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.vrrp.machine.State.Claim;
import io.gatehouse.vrrp.machine.State.Leader;

/** CLAIMING: has said that it takes over, and waits until nobody has the addresses. */
final class InClaiming {
  private InClaiming() {}

  static void begin(Turn turn) {
    turn.phase = Phase.CLAIMING;
    turn.since = turn.now;
    turn.wants = false;
    turn.act(new Action.SendAdvert(turn.priority));
    turn.deadline = turn.now + turn.rules.interval();
    ask(turn);
  }

  private static void ask(Turn turn) {
    turn.claim = new Claim(turn.now + Rules.CLAIM, false);
    turn.act(new Action.Probe());
  }

  static void tick(Turn turn) {
    if (turn.now >= turn.claim.until()) {
      if (turn.claim.answered() && isFresh(turn)) {
        ask(turn);
      } else {
        turn.own();
        return;
      }
    }
    if (turn.now >= turn.deadline) {
      turn.act(new Action.SendAdvert(turn.priority));
      turn.deadline = turn.now + turn.rules.interval();
    }
  }

  /**
   * Whether the last owner may still live: a leased address is off, and a master that is heard no
   * more counts as gone, when the master down interval is over.
   */
  private static boolean isFresh(Turn turn) {
    long silence = turn.rules.masterDown(turn.leader.priority(), turn.masterInterval);
    return turn.leader.known() && turn.leader.heardAt() + silence > turn.now;
  }

  static void advert(Turn turn, Event.Advert advert) {
    boolean fromLeader = turn.leader.sender().equals(advert.from());
    if (advert.priority() == 0) {
      if (fromLeader || !turn.leader.known()) {
        turn.own();
      }
    } else if (advert.priority() > turn.priority
        || advert.priority() == turn.priority && advert.order() > 0) {
      turn.follow(advert);
      turn.since = turn.now;
    } else {
      turn.leader = new Leader(advert.from(), advert.priority(), turn.now);
      turn.claim = new Claim(turn.now + Rules.CLAIM, turn.claim.answered());
      if (!turn.rules.election().lowerPrioNoAdvert()) {
        turn.act(new Action.SendAdvert(turn.priority));
      }
    }
  }

  static void otherOwner(Turn turn, Event.OtherOwner other) {
    if (isFresh(turn)) {
      turn.claim = new Claim(turn.claim.until(), true);
    } else if (other.unasked()) {
      // It lives and defends the address, only its adverts do not come through.
      if (!turn.suspicion.said()) {
        turn.log(
            Severity.WARNING,
            "the machine with MAC address "
                + other.mac()
                + " defends the addresses but its adverts do not arrive; likely cause: "
                + Suspicions.cause(turn));
      }
      turn.backOff();
    }
  }
}
