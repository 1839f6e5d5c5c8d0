package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.vrrp.machine.State.Leader;

/** BACKUP: listens to the master, and takes over when it is silent. */
final class InBackup {
  private InBackup() {}

  static void tick(Turn turn) {
    if (turn.now < turn.deadline) {
      return;
    }
    if (!Inputs.mayClaim(turn)) {
      turn.waitForMaster();
    } else if (turn.rules.grouped()) {
      // The group says when everybody may.
      boolean released = turn.released;
      turn.waitForMaster();
      turn.released = released;
      turn.wants = true;
    } else {
      InClaiming.begin(turn);
    }
  }

  static void advert(Turn turn, Event.Advert advert) {
    if (advert.priority() == 0) {
      giveUp(turn, advert);
    } else if (isToBeFollowed(turn, advert)) {
      delayPreemption(turn, advert);
      turn.follow(advert);
    } else {
      turn.log(
          Severity.INFO,
          "received lower priority ("
              + advert.priority()
              + ") advert from "
              + advert.from().text()
              + " - discarding");
      turn.leader = new Leader(advert.from(), advert.priority(), turn.now);
      turn.released = false;
    }
  }

  /** Only who leads can give up: a master that made room for a better one says 0 as well. */
  private static void giveUp(Turn turn, Event.Advert advert) {
    if (turn.leader.known() && !turn.leader.sender().equals(advert.from())) {
      return;
    }
    turn.leader = Leader.NONE;
    turn.released = true;
    turn.deadline = turn.now + turn.rules.skew(turn.priority, turn.masterInterval);
  }

  private static boolean isToBeFollowed(Turn turn, Event.Advert advert) {
    return !turn.rules.election().preempt()
        || advert.priority() >= turn.priority
        || isPreemptionDelayed(turn);
  }

  private static boolean isPreemptionDelayed(Turn turn) {
    return !turn.rules.election().preemptDelay().isZero()
        && (turn.preemptAt == State.NEVER || turn.preemptAt > turn.now);
  }

  private static void delayPreemption(Turn turn, Event.Advert advert) {
    long delay = turn.rules.election().preemptDelay().toNanos();
    if (delay == 0) {
      return;
    }
    if (advert.priority() >= turn.priority) {
      turn.preemptAt = State.NEVER;
    } else if (turn.preemptAt == State.NEVER) {
      turn.preemptAt = turn.now + delay;
    }
  }
}
