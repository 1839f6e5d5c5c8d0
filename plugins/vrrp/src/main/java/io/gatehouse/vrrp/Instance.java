package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.machine.Action;
import io.gatehouse.vrrp.machine.Event;
import io.gatehouse.vrrp.machine.Phase;
import io.gatehouse.vrrp.machine.Rules;
import io.gatehouse.vrrp.machine.Sender;
import io.gatehouse.vrrp.machine.State;
import io.gatehouse.vrrp.machine.VrrpMachine;
import io.gatehouse.vrrp.packet.Verdict;
import io.gatehouse.vrrp.port.Host.Link;
import io.gatehouse.vrrp.port.Inbound;
import io.gatehouse.vrrp.port.Notifier.Word;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** One virtual router at work: gives events to the machine and does what it asks for. */
final class Instance {
  private static final Event TICK = new Event.Tick();

  private final VrrpInstance instance;
  private final Rules rules;
  private Room room;
  private final Holdings holdings;
  private final Speaker speaker;
  private final Counters counters;
  private final Rejections rejections;
  private final Letters letters;
  private volatile State state;
  private volatile long sinceMillis = System.currentTimeMillis();
  private volatile int interfaceIndex;

  Instance(VrrpInstance instance, Rules rules, Room room) {
    this(instance, rules, room, new Counters());
  }

  private Instance(VrrpInstance instance, Rules rules, Room room, Counters counters) {
    this.counters = counters;
    this.instance = instance;
    this.rules = rules;
    this.room = room;
    holdings = new Holdings(instance, room);
    speaker = new Speaker(instance, this, counters, room);
    rejections = new Rejections(instance);
    letters = Letters.ofInstance(instance.notification().mail(), instance.name(), room);
    state = State.initial(rules, room.surroundings().vitality());
  }

  VrrpInstance record() {
    return instance;
  }

  Rules rules() {
    return rules;
  }

  State state() {
    return state;
  }

  int routerId() {
    return instance.router().id();
  }

  /** Whether it may go on as it is under another configuration. */
  boolean isStill(VrrpInstance wanted, Rules wantedRules) {
    return instance.equals(wanted) && rules.equals(wantedRules);
  }

  /** Whether the peers would take an instance of that record for this one. */
  boolean isSameRouter(VrrpInstance wanted) {
    return instance.router().equals(wanted.router());
  }

  /** One that goes on where this one is; it still has to be located and to {@link #takeOver}. */
  Instance successor(VrrpInstance wanted, Rules wantedRules, Room next) {
    Instance successor = new Instance(wanted, wantedRules, next, counters);
    successor.state = state;
    successor.sinceMillis = sinceMillis;
    successor.speaker.succeed(speaker);
    if (state.owns()) {
      holdings.leaveTo(wanted);
    }
    holdings.forget();
    return successor;
  }

  /** The state is that of the one before; its rules are not. */
  void takeOver() {
    step(new Event.Succeeded());
  }

  /** Listens no more; the peers are told nothing. */
  void retire() {
    speaker.close();
  }

  /** Goes on in the next generation. */
  void moveTo(Room next) {
    room = next;
    letters.moveTo(next);
  }

  void countUnknown() {
    counters.count(Counters.Kind.ROUTER_ID);
  }

  void start(long delayNanos) {
    step(new Event.Start(delayNanos));
  }

  /** Interfaces changed: sockets and places are looked for again. */
  void locate(Weights weights) {
    Link link = room.links().find(instance.router().interfaceName());
    interfaceIndex = link == null ? 0 : link.index();
    holdings.locate();
    if (link != null && speaker.hasSource(link)) {
      // It listens before it is no longer in FAULT.
      speaker.locate(link);
    }
    weigh(weights);
    speaker.locate(link);
  }

  /** Takes what is watched into account. */
  void weigh(Weights weights) {
    String name = instance.router().interfaceName();
    Link link = room.links().find(name);
    if (link == null) {
      weights.fail("interface " + name + " is not there");
    } else if (!link.up() && !instance.tracking().ignorePrimary()) {
      weights.fail("interface " + name + " is down");
    } else if (!speaker.hasSource(link)) {
      weights.fail("interface " + name + " has no address of its own");
    }
    weights.add(instance.tracking());
    int total = instance.election().priority() + weights.sum();
    if (total != state.total()) {
      step(new Event.Priority(total));
    }
    String fault = state.owns() ? weights.faultOfOwner() : weights.fault();
    if (!fault.equals(state.fault())) {
      step(new Event.Fault(fault));
    }
  }

  long wakeAt() {
    return state.wakeAt(rules);
  }

  void tick(long now) {
    if (state.wakeAt(rules) <= now) {
      step(TICK);
    }
  }

  void step(Event event) {
    step(event, room.host().nanos());
  }

  private void step(Event event, long now) {
    State before = state;
    VrrpMachine.Step step = VrrpMachine.step(rules, before, event, now);
    state = step.state();
    if (before.owns() != state.owns()) {
      counters.count(state.owns() ? Counters.Kind.BECAME_MASTER : Counters.Kind.RELEASED_MASTER);
    }
    if (before.phase().shown() != state.phase().shown()) {
      sinceMillis = System.currentTimeMillis();
    }
    List<Action> actions = step.actions();
    for (int i = 0; i < actions.size(); i++) {
      perform(actions.get(i));
    }
    // If this thread stood still meanwhile, what was put on may be somebody else's by now.
    if (state.owns() && room.host().nanos() >= state.leaseEnd()) {
      step(TICK, room.host().nanos());
    }
  }

  private void perform(Action action) {
    switch (action) {
      case Action.SendAdvert advert -> speaker.send(advert.priority());
      case Action.AddAddresses _ -> holdings.add(leaseSeconds());
      case Action.RenewAddresses _ -> holdings.renew(leaseSeconds());
      case Action.RemoveAddresses _ -> holdings.remove();
      case Action.Announce announce -> holdings.announce(announce.times());
      case Action.Probe _ -> holdings.probe();
      case Action.Log log -> log(log.severity(), log.text());
      case Action.Notify notify -> tell(notify.word());
      case Action.FollowSequence _ -> speaker.followSequence();
      case Action.Alert alert -> letters.alert(alert.text());
    }
  }

  private int leaseSeconds() {
    return rules.lease() == State.NEVER ? 0 : (int) (rules.lease() / 1_000_000_000L);
  }

  private void log(Severity severity, String text) {
    room.log(severity, "(" + instance.name() + ") " + text);
  }

  private void tell(Word word) {
    boolean priorities = word == Word.MASTER_PRIORITY || word == Word.BACKUP_PRIORITY;
    if (priorities && !instance.notification().priorityChanges()) {
      return;
    }
    var subject = new io.gatehouse.vrrp.port.Notifier.Subject(false, instance.name());
    room.notifier().tell(subject, instance.notification(), word, state.priority());
    letters.send(word);
  }

  void receive(Inbound packet) {
    Sender from = speaker.sender(packet);
    boolean compare = !instance.peers().skipAddressCheck() || !from.equals(state.leader().sender());
    Verdict verdict = speaker.read(packet, compare);
    counters.count(verdict);
    if (verdict.accepted()) {
      step(speaker.advert(from));
    } else if (verdict != Verdict.FOREIGN) {
      if (rejections.isToBeSaid(verdict, room.host().nanos())) {
        log(Severity.WARNING, rejections.words(verdict, packet) + " (from " + from.text() + ")");
      }
      step(new Event.Rejected(from, Rejections.cause(verdict)));
    }
  }

  void otherOwner(InetAddress address, String mac, boolean unasked) {
    if (holdings.has(address)) {
      if (state.owns()) {
        counters.count(Counters.Kind.DUPLICATE_OWNER);
      }
      step(new Event.OtherOwner(mac, unasked));
    }
  }

  void asked(InetAddress address) {
    if (state.owns() && holdings.has(address)) {
      step(new Event.Asked());
    }
  }

  /** An address went off; our own doing is seen here, too, but then it is not ours any more. */
  void addressGone(InetAddress address) {
    if (state.owns() && holdings.has(address) && !room.links().has(address)) {
      step(new Event.AddressGone(address.getHostAddress()));
    }
  }

  /** Gives up and lets everything go. */
  void close() {
    step(new Event.Stop());
    holdings.forget();
    speaker.close();
  }

  VipStatus status() {
    State now = state;
    boolean owns = now.owns();
    boolean wants = owns || now.wants() || now.phase() == Phase.CLAIMING;
    return new VipStatus(
        instance,
        now.phase().shown(),
        wants ? VipStatus.State.MASTER : now.phase().shown(),
        interfaceIndex,
        now.priority(),
        sinceMillis,
        owns ? holdings.all() : List.of(),
        now.splitBrain(),
        leader(now),
        owns ? 0 : now.leader().priority(),
        now.reason(),
        counters.snapshot());
  }

  private static Optional<InetAddress> leader(State now) {
    boolean heard = !now.owns() && now.leader().priority() > 0;
    return heard
        ? Optional.of(InetAddress.ofLiteral(now.leader().sender().text()))
        : Optional.empty();
  }
}
