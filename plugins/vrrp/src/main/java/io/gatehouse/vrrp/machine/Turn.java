package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.vrrp.machine.State.Claim;
import io.gatehouse.vrrp.machine.State.Leader;
import io.gatehouse.vrrp.port.Notifier.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * One step under way: the state as it is being changed, and what has been asked for so far. What
 * all phases share is here; what an event means in a phase is in {@link InBackup}, {@link
 * InClaiming} and {@link InMaster}.
 */
final class Turn {
  final Rules rules;
  final long now;
  Phase phase;
  boolean wants;
  int total;
  int priority;
  String fault;
  boolean groupFault;
  Vitality vitality;
  long masterInterval;
  long deadline;
  long preemptAt;
  Leader leader;
  boolean released;
  Claim claim;
  long since;
  long leaseEnd;
  AnnouncementPlan plan;
  Suspicion suspicion;

  private final State before;
  private List<Action> actions = List.of();

  Turn(Rules rules, State state, long now) {
    this.rules = rules;
    this.now = now;
    before = state;
    phase = state.phase();
    wants = state.wants();
    total = state.total();
    priority = state.priority();
    fault = state.fault();
    groupFault = state.groupFault();
    vitality = state.vitality();
    masterInterval = state.masterInterval();
    deadline = state.deadline();
    preemptAt = state.preemptAt();
    leader = state.leader();
    released = state.released();
    claim = state.claim();
    since = state.since();
    leaseEnd = state.leaseEnd();
    plan = state.plan();
    suspicion = state.suspicion();
  }

  VrrpMachine.Step end() {
    State after =
        new State(
            phase,
            wants,
            total,
            priority,
            fault,
            groupFault,
            vitality,
            masterInterval,
            deadline,
            preemptAt,
            leader,
            released,
            claim,
            since,
            leaseEnd,
            plan,
            suspicion);
    return new VrrpMachine.Step(after.equals(before) ? before : after, actions);
  }

  void act(Action action) {
    if (actions.isEmpty()) {
      actions = new ArrayList<>(4);
    }
    actions.add(action);
  }

  void log(Severity severity, String text) {
    act(new Action.Log(severity, text));
  }

  void take(Event event) {
    // The first question after any pause: are we still the owner?
    if (phase == Phase.MASTER && now >= leaseEnd) {
      lapse();
    }
    switch (event) {
      case Event.Start start -> Inputs.start(this, start.delay());
      case Event.Tick _ -> tick();
      case Event.Advert advert -> advert(advert);
      case Event.Rejected rejected -> rejected(rejected);
      case Event.OtherOwner other -> otherOwner(other);
      case Event.Asked _ -> asked();
      case Event.AddressGone gone -> addressGone(gone.address());
      case Event.Priority change -> Inputs.priority(this, change.total());
      case Event.Fault change -> Inputs.fault(this, change.reason());
      case Event.Fate change -> Inputs.fate(this, change.vitality());
      case Event.Group change -> Inputs.group(this, change.order());
      case Event.Succeeded _ -> Inputs.succeeded(this);
      case Event.Stop _ -> Inputs.stop(this);
    }
    Suspicions.settle(this);
  }

  private void tick() {
    switch (phase) {
      case INIT, FAULT -> {}
      case BACKUP -> InBackup.tick(this);
      case CLAIMING -> InClaiming.tick(this);
      case MASTER -> InMaster.tick(this);
    }
  }

  private void advert(Event.Advert advert) {
    switch (phase) {
      case INIT, FAULT -> {}
      case BACKUP -> InBackup.advert(this, advert);
      case CLAIMING -> InClaiming.advert(this, advert);
      case MASTER -> InMaster.advert(this, advert);
    }
  }

  private void rejected(Event.Rejected rejected) {
    suspicion = suspicion.because(rejected.cause());
    if (phase == Phase.MASTER) {
      Suspicions.sign(this, rejected.from().text());
    }
  }

  private void otherOwner(Event.OtherOwner other) {
    if (phase == Phase.CLAIMING) {
      InClaiming.otherOwner(this, other);
    } else if (phase == Phase.MASTER) {
      InMaster.otherOwner(this, other);
    }
  }

  /** An owner defends the address, so that who takes it and hears no adverts lets it be. */
  private void asked() {
    if (phase == Phase.MASTER) {
      plan = plan.round(1).urgently();
      announce();
    } else if (phase == Phase.CLAIMING) {
      InClaiming.asked(this);
    } else if (phase == Phase.BACKUP) {
      // Somebody is faster: its claim is not crossed by another.
      deadline = Math.max(deadline, now + 2 * Rules.CLAIM + (256 - priority) * Rules.RANK);
    }
  }

  private void addressGone(String address) {
    if (phase != Phase.MASTER) {
      return;
    }
    log(Severity.WARNING, address + " was taken off by somebody else");
    release(Phase.BACKUP);
    // Nobody else may want it: a quick return.
    deadline = now + rules.skew(priority, masterInterval);
  }

  void enter(Phase next, String line, Word word) {
    phase = next;
    since = now;
    wants = false;
    log(Severity.NOTICE, line);
    act(new Action.Notify(word));
  }

  void toBackup(String line) {
    enter(Phase.BACKUP, line, Word.BACKUP);
    masterInterval = rules.interval();
    leader = Leader.NONE;
    waitForMaster();
  }

  void waitForMaster() {
    phase = Phase.BACKUP;
    claim = Claim.NONE;
    released = false;
    wants = false;
    deadline = now + rules.masterDown(priority, masterInterval);
  }

  void own() {
    hold();
    // Words come last: clients wait, and scripts may take the processor away.
    enter(Phase.MASTER, "Entering MASTER STATE", Word.MASTER);
    suspicion = suspicion.probingAt(now + Rules.SECOND / 2);
  }

  /** Puts the addresses on for a full lease, and says so. */
  void hold() {
    masterInterval = rules.interval();
    released = false;
    claim = Claim.NONE;
    preemptAt = State.NEVER;
    deadline = now + rules.interval();
    leaseEnd = rules.lease() == State.NEVER ? State.NEVER : now + rules.lease();
    act(new Action.SendAdvert(priority));
    act(new Action.AddAddresses());
    var times = rules.announcements();
    plan =
        plan.round(times.repeat())
            .urgently()
            .andAgain(times.repeat(), after(times.delay().toNanos()))
            .refreshingAt(after(times.refresh().toNanos()));
    announce();
  }

  long after(long delay) {
    return delay == 0 ? State.NEVER : now + delay;
  }

  void announce() {
    plan = plan.due(rules, now);
    int times = 0;
    while (plan.pending() > 0 && plan.allowedAt(rules) <= now) {
      plan = plan.made(rules, now);
      times++;
    }
    if (times > 0) {
      act(new Action.Announce(times));
    }
  }

  /** Takes the addresses off and forgets what was planned for them. */
  void letGo() {
    act(new Action.RemoveAddresses());
    plan = plan.cancelled();
    claim = Claim.NONE;
    leaseEnd = State.NEVER;
    suspicion = suspicion.probingAt(State.NEVER);
  }

  /** Gives up by itself: the addresses first, then the word, so that nobody else is too early. */
  void release(Phase next) {
    if (phase == Phase.CLAIMING && next == Phase.BACKUP) {
      act(new Action.SendAdvert(0));
      backOff();
      return;
    }
    letGo();
    act(new Action.SendAdvert(0));
    if (next == Phase.FAULT) {
      enter(Phase.FAULT, "Entering FAULT STATE", Word.FAULT);
      deadline = State.NEVER;
    } else {
      toBackup("Entering BACKUP STATE");
    }
  }

  /**
   * Makes room for a better master. The addresses first: Keepalived has put its own on already.
   * Then an advert of ours, because it announces again when it hears a worse one; then priority 0:
   * now they are free. Words last.
   */
  void makeRoom(Event.Advert better, String line) {
    letGo();
    act(new Action.SendAdvert(priority));
    act(new Action.SendAdvert(0));
    log(Severity.INFO, line);
    enter(Phase.BACKUP, "Entering BACKUP STATE", Word.BACKUP);
    follow(better);
  }

  /** Follows a master that was heard. */
  void follow(Event.Advert master) {
    if (rules.version3()) {
      masterInterval = master.interval();
    }
    leader = new Leader(master.from(), master.priority(), now);
    waitForMaster();
  }

  /** Ends a claim without ever having had the addresses. */
  void backOff() {
    since = now;
    waitForMaster();
  }

  /** The lease ran out while nobody looked: the kernel has taken the addresses off already. */
  private void lapse() {
    log(
        Severity.WARNING,
        "stood still for "
            + (now - leaseEnd + rules.lease()) / 1_000_000
            + " ms, the lease of the addresses is over");
    letGo();
    toBackup("Entering BACKUP STATE");
  }
}
