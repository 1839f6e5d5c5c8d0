package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.Vitality;

/**
 * Everything an instance remembers.
 *
 * @param wants a member of a sync group whose turn has come, waiting for the others
 * @param total the priority before shared fate and clamping
 * @param priority the effective one
 * @param fault why it cannot serve, from what is tracked; empty when it can
 * @param groupFault another member of the group cannot serve
 * @param masterInterval the interval of the last master, learnt in version 3
 * @param deadline BACKUP: when the master counts as gone; CLAIMING and MASTER: the next advert
 * @param preemptAt when a better node may take over; {@link #NEVER} while nothing delays it
 * @param leader the last master that was heard
 * @param released the last master said that it gives up, so nobody needs to be asked
 * @param claim how the claim stands
 * @param since when the phase began
 * @param leaseEnd when the kernel takes the addresses off
 */
public record State(
    Phase phase,
    boolean wants,
    int total,
    int priority,
    String fault,
    boolean groupFault,
    Vitality vitality,
    long masterInterval,
    long deadline,
    long preemptAt,
    Leader leader,
    boolean released,
    Claim claim,
    long since,
    long leaseEnd,
    AnnouncementPlan plan,
    Suspicion suspicion) {

  public static final long NEVER = Long.MAX_VALUE;

  /**
   * @param until when it succeeds if nobody objects
   * @param answered the last owner's machine answered for the address
   * @param contested another machine asked for the address meanwhile
   * @param doubted somebody answered although the last owner let go or is silent; it is asked once
   *     more, as the answer may be an old one and a defence may be late
   */
  public record Claim(long until, boolean answered, boolean contested, boolean doubted) {
    static final Claim NONE = new Claim(NEVER, false, false, false);
  }

  /** The last master. */
  public record Leader(Sender sender, int priority, long heardAt) {
    static final Leader NONE = new Leader(Sender.NOBODY, 0, Long.MIN_VALUE / 2);

    boolean known() {
      return priority > 0;
    }
  }

  /** Before {@link Event.Start}. */
  public static State initial(Rules rules, Vitality vitality) {
    int priority = rules.election().priority();
    return new State(
        Phase.INIT,
        false,
        priority,
        priority,
        "",
        false,
        vitality,
        rules.interval(),
        NEVER,
        NEVER,
        Leader.NONE,
        false,
        Claim.NONE,
        Long.MIN_VALUE,
        NEVER,
        AnnouncementPlan.NOTHING,
        Suspicion.NONE);
  }

  /** When {@link Event.Tick} is due at the latest. */
  public long wakeAt(Rules rules) {
    long next = Math.min(deadline, claim.until());
    if (phase == Phase.MASTER) {
      next = Math.min(next, leaseEnd);
      next = Math.min(next, plan.wakeAt(rules));
    }
    return Math.min(next, Math.min(suspicion.probeAt(), suspicion.overAt(rules.interval())));
  }

  public boolean splitBrain() {
    return owns() && suspicion.said();
  }

  public boolean owns() {
    return phase == Phase.MASTER;
  }

  /** Why the state is what it is; empty when plain. */
  public String reason() {
    if (suspicion.said()) {
      return suspicion.reason();
    }
    if (!fault.isEmpty()) {
      return fault;
    }
    if (groupFault) {
      return "another member of the sync group is in FAULT state";
    }
    if (phase == Phase.CLAIMING && claim.answered() && leader.known()) {
      return leader.sender().text() + " still owns the addresses although it was told to let go";
    }
    return switch (vitality) {
      case STARTING -> "listeners and first health checks are not ready yet";
      case LISTENER_LOST -> "a listener was lost";
      case STUCK -> "an event loop does not answer";
      case LEAVING -> "told to end";
      case NO_SERVER -> "a backend has no server left";
      case WELL -> wants ? "waits for the other members of the sync group" : "";
    };
  }
}
