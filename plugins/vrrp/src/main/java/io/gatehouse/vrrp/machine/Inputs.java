package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipSettings.NoServer;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.vrrp.port.Notifier.Word;

/**
 * What comes from this machine and not from the network: beginning, end, health, weights, group.
 */
final class Inputs {
  private Inputs() {}

  static void start(Turn turn, long delay) {
    if (turn.phase != Phase.INIT) {
      return;
    }
    turn.act(new Action.RemoveAddresses());
    if (isFaulty(turn)) {
      turn.enter(Phase.FAULT, "Entering FAULT STATE (init)", Word.FAULT);
      turn.deadline = State.NEVER;
      return;
    }
    turn.enter(Phase.BACKUP, "Entering BACKUP STATE (init)", Word.BACKUP);
    boolean owner = turn.rules.election().ofOwner();
    long silence = owner ? 0 : turn.rules.masterDown(turn.priority, turn.masterInterval);
    turn.deadline = turn.now + delay + silence;
  }

  static void stop(Turn turn) {
    if (turn.phase == Phase.INIT) {
      return;
    }
    if (turn.phase == Phase.MASTER || turn.phase == Phase.CLAIMING) {
      turn.letGo();
      turn.act(new Action.SendAdvert(0));
    }
    turn.phase = Phase.INIT;
    turn.since = turn.now;
    turn.wants = false;
    turn.deadline = State.NEVER;
    turn.suspicion = Suspicion.NONE;
    turn.act(new Action.Notify(Word.STOP));
  }

  /**
   * Peers notice nothing of other rules: an owner puts what it owns on, with the lease that now
   * holds, and everybody else waits as long as the rules now say.
   */
  static void succeeded(Turn turn) {
    turn.priority = turn.rules.clamp(turn.total);
    turn.preemptAt = State.NEVER;
    if (turn.phase == Phase.MASTER) {
      turn.hold();
    } else if (turn.phase == Phase.BACKUP || turn.phase == Phase.CLAIMING) {
      turn.waitForMaster();
    }
  }

  static void priority(Turn turn, int total) {
    turn.total = total;
    Rules rules = turn.rules;
    boolean lowered =
        turn.vitality == Vitality.NO_SERVER && rules.settings().noServer() == NoServer.LOWER;
    int next = rules.clamp(total - (lowered ? rules.settings().noServerWeight() : 0));
    int before = turn.priority;
    if (next == before || rules.election().ofOwner()) {
      return;
    }
    turn.log(Severity.INFO, "Changing effective priority from " + before + " to " + next);
    turn.priority = next;
    if (turn.phase == Phase.BACKUP) {
      turn.deadline +=
          rules.skew(next, turn.masterInterval) - rules.skew(before, turn.masterInterval);
    }
    if (turn.phase == Phase.MASTER) {
      turn.act(new Action.Notify(Word.MASTER_PRIORITY));
    } else if (turn.phase == Phase.BACKUP || turn.phase == Phase.CLAIMING) {
      turn.act(new Action.Notify(Word.BACKUP_PRIORITY));
    }
  }

  static void fault(Turn turn, String reason) {
    turn.fault = reason;
    follow(turn);
  }

  static void fate(Turn turn, Vitality vitality) {
    turn.vitality = vitality;
    priority(turn, turn.total);
    follow(turn);
  }

  static void group(Turn turn, GroupMachine.Order order) {
    switch (order) {
      case NOTHING -> {}
      case TAKE_OVER -> {
        if (turn.phase == Phase.BACKUP && mayClaim(turn)) {
          InClaiming.begin(turn);
        }
      }
      case STEP_DOWN -> {
        if (turn.phase == Phase.MASTER || turn.phase == Phase.CLAIMING) {
          turn.release(Phase.BACKUP);
        }
      }
      case FAULT -> {
        turn.groupFault = true;
        follow(turn);
      }
      case RECOVER -> {
        turn.groupFault = false;
        follow(turn);
      }
    }
  }

  /** Leaves or enters FAULT as the inputs say, and gives up what may not be kept. */
  private static void follow(Turn turn) {
    if (turn.phase == Phase.INIT) {
      return;
    }
    boolean claims = turn.phase == Phase.MASTER || turn.phase == Phase.CLAIMING;
    if (isFaulty(turn)) {
      if (claims) {
        turn.release(Phase.FAULT);
      } else if (turn.phase == Phase.BACKUP) {
        turn.enter(Phase.FAULT, "Entering FAULT STATE", Word.FAULT);
        turn.deadline = State.NEVER;
      }
    } else if (turn.phase == Phase.FAULT) {
      turn.toBackup("Entering BACKUP STATE");
    } else if (claims && !mayKeep(turn)) {
      turn.release(Phase.BACKUP);
    }
  }

  /** An owner that starts something anew, as a reload does, goes on owning. */
  private static boolean mayKeep(Turn turn) {
    boolean starting = turn.vitality == Vitality.STARTING && turn.phase == Phase.MASTER;
    return starting || mayClaim(turn);
  }

  private static boolean isFaulty(Turn turn) {
    return !turn.fault.isEmpty() || turn.groupFault || isFatal(turn.vitality, turn.rules);
  }

  private static boolean isFatal(Vitality vitality, Rules rules) {
    return switch (vitality) {
      case LISTENER_LOST, STUCK -> true;
      case NO_SERVER -> rules.settings().noServer() == NoServer.RELEASE;
      case STARTING, WELL, LEAVING -> false;
    };
  }

  /** A node that is not ready yet, or not any more, claims nothing. */
  static boolean mayClaim(Turn turn) {
    return !isFaulty(turn)
        && turn.vitality != Vitality.STARTING
        && turn.vitality != Vitality.LEAVING;
  }
}
