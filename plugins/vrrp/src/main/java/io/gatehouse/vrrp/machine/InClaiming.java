package io.gatehouse.vrrp.machine;

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
    ask(turn, turn.released ? Rules.SHORT_CLAIM : Rules.CLAIM);
  }

  private static void ask(Turn turn, long patience) {
    turn.claim = new Claim(turn.now + patience, false, false, false);
    turn.act(new Action.Probe());
  }

  /**
   * Somebody else is about to take over at the same moment and its adverts did not come. The better
   * one asks again sooner, and defends the address when the other asks again.
   */
  static void asked(Turn turn) {
    long later = turn.now + Rules.CLAIM + (256 - turn.priority) * Rules.RANK;
    Claim claim = turn.claim;
    long until = Math.max(claim.until(), later);
    turn.claim = new Claim(until, claim.answered(), true, claim.doubted());
  }

  static void tick(Turn turn) {
    if (turn.now >= turn.claim.until()) {
      decide(turn);
    }
    if (turn.phase == Phase.CLAIMING && turn.now >= turn.deadline) {
      turn.act(new Action.SendAdvert(turn.priority));
      turn.deadline = turn.now + turn.rules.interval();
    }
  }

  private static void decide(Turn turn) {
    Claim claim = turn.claim;
    if (isNoSilence(turn) || claim.contested()) {
      ask(turn, Rules.CLAIM);
    } else if (claim.answered() && turn.released) {
      if (claim.doubted()) {
        // The last owner let go and said so: this is the next one already.
        turn.backOff();
      } else {
        ask(turn, Rules.AGAIN);
        turn.claim = new Claim(turn.claim.until(), false, false, true);
      }
    } else if (claim.answered() && isFresh(turn)) {
      ask(turn, turn.now - turn.since < 4 * Rules.CLAIM ? Rules.AGAIN : Rules.SECOND / 10);
    } else if (claim.answered() && !claim.doubted()) {
      // A kernel answers at once; an owner that lives but has no processor defends itself later.
      ask(turn, Rules.DEFENCE);
      turn.claim = new Claim(turn.claim.until(), false, false, true);
    } else {
      turn.own();
    }
  }

  /**
   * An answer that nobody was there to hear does not count as silence. Who is a little late works
   * on a machine without a free processor: there the answer may be late too, for a while.
   */
  private static boolean isNoSilence(Turn turn) {
    long late = turn.now - turn.claim.until();
    boolean busy = late > Rules.CLAIM / 3 && turn.now - turn.since < Rules.DEFENCE;
    return late > Rules.CLAIM || busy && !turn.claim.answered();
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
        freed(turn);
      }
    } else if (advert.priority() > turn.priority
        || advert.priority() == turn.priority && advert.order() > 0) {
      turn.follow(advert);
      turn.since = turn.now;
    } else {
      // Has it heard us? Its machine will tell. One that did not lead claims as we do.
      boolean contested = turn.claim.contested() || turn.leader.known() && !fromLeader;
      turn.leader = new Leader(advert.from(), advert.priority(), turn.now);
      turn.released = false;
      ask(turn, Rules.CLAIM);
      turn.claim = new Claim(turn.claim.until(), false, contested, false);
      if (!turn.rules.election().lowerPrioNoAdvert()) {
        turn.act(new Action.SendAdvert(turn.priority));
      }
    }
  }

  /** The last owner let go. Who else claims has had its word by then. */
  private static void freed(Turn turn) {
    turn.leader = Leader.NONE;
    turn.released = true;
    long soon = Math.max(turn.now, turn.since + Rules.SHORT_CLAIM);
    turn.claim = new Claim(soon, false, turn.claim.contested(), false);
    if (soon == turn.now) {
      tick(turn);
    }
  }

  static void otherOwner(Turn turn, Event.OtherOwner other) {
    Claim claim = turn.claim;
    if (isFresh(turn) || turn.released || !other.unasked()) {
      turn.claim = new Claim(claim.until(), true, claim.contested(), claim.doubted());
    } else {
      // It lives and defends the address, only its adverts do not come through.
      Suspicions.giveWay(turn, other.mac());
      turn.backOff();
    }
  }
}
