package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.vrrp.port.Notifier.Word;

/** MASTER: has the addresses, says so, and gives way to a better one. */
final class InMaster {
  /** Who became master lately gives way to somebody who defends the address. */
  private static final long NEW = 2 * Rules.SECOND;

  /** What the last owner said before it let go may still be under way. */
  private static final long CROSSING = Rules.SECOND / 20;

  private InMaster() {}

  static void tick(Turn turn) {
    if (turn.now >= turn.deadline) {
      turn.act(new Action.SendAdvert(turn.priority));
      if (turn.rules.lease() != State.NEVER) {
        turn.leaseEnd = turn.now + turn.rules.lease();
        turn.act(new Action.RenewAddresses());
      }
      long next = turn.deadline + turn.rules.interval();
      turn.deadline = next > turn.now ? next : turn.now + turn.rules.interval();
    }
    turn.announce();
    if (turn.now >= turn.suspicion.probeAt()) {
      turn.act(new Action.Probe());
      turn.suspicion = turn.suspicion.probingAt(turn.now + questionInterval(turn));
    }
  }

  private static long questionInterval(Turn turn) {
    boolean isNew = turn.now - turn.since < 10 * Rules.SECOND;
    return isNew || turn.suspicion.begun() ? Rules.SECOND : 5 * Rules.SECOND;
  }

  static void advert(Turn turn, Event.Advert advert) {
    int theirs = advert.priority();
    if (theirs == 0) {
      turn.act(new Action.SendAdvert(turn.priority));
      return;
    }
    if (theirs == turn.priority && theirs == Rules.OWNER) {
      turn.log(
          Severity.ERROR,
          "CONFIGURATION ERROR: local instance and a remote instance are both configured as address"
              + " owner, please fix - reducing local priority");
      turn.priority = Rules.OWNER - 1;
    }
    if (theirs == turn.priority && advert.order() == 0) {
      turn.log(
          Severity.WARNING,
          "WARNING - equal priority advert received from remote host with our IP address.");
      Suspicions.sign(turn, advert.from().text());
    } else if (theirs > turn.priority || theirs == turn.priority && advert.order() > 0) {
      better(turn, advert);
    } else {
      worse(turn, advert);
    }
  }

  private static void better(Turn turn, Event.Advert advert) {
    if (turn.rules.election().higherPrioSendAdvert()) {
      turn.act(new Action.SendAdvert(turn.priority));
    }
    String from = "Master received advert from " + advert.from().text();
    turn.makeRoom(
        advert,
        advert.priority() > turn.priority
            ? from + " with higher priority " + advert.priority() + ", ours " + turn.priority
            : from
                + " with same priority "
                + advert.priority()
                + " but higher IP address than ours");
  }

  private static void worse(Turn turn, Event.Advert advert) {
    boolean answer = !turn.rules.election().lowerPrioNoAdvert();
    turn.act(new Action.FollowSequence());
    if (answer) {
      turn.act(new Action.SendAdvert(turn.priority));
    }
    var times = turn.rules.announcements();
    if (times.lowerPriorityRepeat() > 0) {
      turn.plan =
          turn.plan
              .round(times.lowerPriorityRepeat())
              .urgently()
              .andAgain(
                  times.lowerPriorityRepeat(), turn.after(times.lowerPriorityDelay().toNanos()));
      turn.announce();
    }
    turn.log(
        Severity.INFO,
        "Received advert from "
            + advert.from().text()
            + " with lower priority "
            + advert.priority()
            + ", ours "
            + turn.priority
            + (answer ? ", forcing new election" : ""));
    turn.act(new Action.Notify(Word.MASTER_RX_LOWER_PRI));
    Suspicions.sign(turn, advert.from().text());
  }

  static void otherOwner(Turn turn, Event.OtherOwner other) {
    long age = turn.now - turn.since;
    if (other.unasked() && age > CROSSING && age < NEW) {
      Suspicions.giveWay(turn, other.mac());
      turn.release(Phase.BACKUP);
      return;
    }
    Suspicions.sign(turn, "the machine with MAC address " + other.mac());
    turn.plan = turn.plan.round(1).urgently();
    turn.announce();
  }
}
