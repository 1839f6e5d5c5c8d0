package io.gatehouse.vrrp;

import io.gatehouse.api.vip.SyncGroup;
import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.TrackedStatus.Standing;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.machine.Event;
import io.gatehouse.vrrp.machine.Rules;
import io.gatehouse.vrrp.machine.State;
import io.gatehouse.vrrp.port.Host.Link;
import io.gatehouse.vrrp.port.Watched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What runs for one configuration. The next one takes over what did not change. */
final class Generation {
  private final VipConfiguration configuration;
  private final Room room;
  private final Watched watched;
  private final Map<String, Tracked> tracked = new HashMap<>();
  private final List<Instance> instances = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final List<State> settled = new ArrayList<>();
  private long seen = -1;

  private Generation(VipConfiguration configuration, Room room, Watched watched) {
    this.configuration = configuration;
    this.room = room;
    this.watched = watched;
    configuration.tracked().forEach(object -> tracked.put(object.name(), object));
  }

  static Generation empty(Room room) {
    return new Generation(VipConfiguration.NONE, room, NothingWatched.INSTANCE);
  }

  /** Ends what is over, goes on with what is unchanged, starts what is new. */
  Generation next(VipConfiguration to, Room around, Workshop workshop) {
    boolean same = to.tracked().equals(configuration.tracked()) && watched.generation() >= 0;
    Watched nextWatched = same ? watched : workshop.watch(to, around.host());
    Generation next = new Generation(to, around, nextWatched);
    Map<String, Instance> running = new LinkedHashMap<>();
    instances.forEach(instance -> running.put(instance.record().name(), instance));
    List<Instance> started = new ArrayList<>();
    Map<Instance, Instance> successors = new LinkedHashMap<>();
    for (VrrpInstance wanted : to.instances()) {
      Rules rules =
          Rules.of(wanted, around.surroundings().settings(), isGrouped(to, wanted.name()));
      Instance old = running.get(wanted.name());
      if (old != null && old.isStill(wanted, rules)) {
        running.remove(wanted.name());
        old.moveTo(around);
        next.instances.add(old);
      } else if (old != null && old.isSameRouter(wanted)) {
        running.remove(wanted.name());
        Instance successor = old.successor(wanted, rules, around);
        successors.put(successor, old);
        next.instances.add(successor);
      } else {
        Instance fresh = new Instance(wanted, rules, around);
        started.add(fresh);
        next.instances.add(fresh);
      }
    }
    running.values().forEach(Instance::close);
    if (!same) {
      watched.close();
    }
    room.notifier().close();
    next.begin(started, successors);
    return next;
  }

  private static boolean isGrouped(VipConfiguration configuration, String name) {
    return configuration.groups().stream().anyMatch(group -> group.members().contains(name));
  }

  private void begin(List<Instance> started, Map<Instance, Instance> successors) {
    for (SyncGroup group : configuration.groups()) {
      List<Instance> members =
          instances.stream()
              .filter(instance -> group.members().contains(instance.record().name()))
              .toList();
      groups.add(new Group(group, members, room));
    }
    locate();
    long delay = (long) (configuration.globals().startupDelaySeconds() * 1e9);
    started.forEach(instance -> instance.start(delay));
    successors.forEach(
        (successor, before) -> {
          before.retire();
          successor.takeOver();
        });
    settle();
  }

  /** Interfaces changed. */
  void locate() {
    seen = watched.generation();
    instances.forEach(instance -> instance.locate(weights(instance)));
    putStatic();
    settle();
  }

  /** {@code static_ipaddress} and {@code static_routes}, wherever their interface is there. */
  private void putStatic() {
    for (VirtualAddress address : configuration.addresses()) {
      Link link = room.links().find(address.device());
      if (link != null && !link.addresses().contains(address.address())) {
        room.attempt(
            "static address " + address.address().getHostAddress(),
            () -> room.host().put(link.index(), address, 0));
      }
    }
    configuration
        .routes()
        .forEach(route -> room.attempt("static route", () -> room.host().put(route)));
  }

  void weighIfChanged() {
    if (watched.generation() != seen) {
      seen = watched.generation();
      instances.forEach(instance -> instance.weigh(weights(instance)));
      settle();
    }
  }

  private Weights weights(Instance instance) {
    Weights weights = new Weights(room.links(), tracked, watched);
    for (SyncGroup group : configuration.groups()) {
      if (group.members().contains(instance.record().name())) {
        weights.add(group.tracking());
      }
    }
    return weights;
  }

  long wakeAt() {
    long next = State.NEVER;
    for (int i = 0; i < instances.size(); i++) {
      next = Math.min(next, instances.get(i).wakeAt());
    }
    return next;
  }

  void tick(long now) {
    for (int i = 0; i < instances.size(); i++) {
      instances.get(i).tick(now);
    }
    settle();
  }

  void step(Event event) {
    instances.forEach(instance -> instance.step(event));
    settle();
  }

  void each(Consumer<Instance> deed) {
    instances.forEach(deed);
    settle();
  }

  /** Groups are asked only after a member took a step. */
  private void settle() {
    if (groups.isEmpty() || isSettled()) {
      return;
    }
    groups.forEach(Group::settle);
    settled.clear();
    instances.forEach(instance -> settled.add(instance.state()));
  }

  private boolean isSettled() {
    if (settled.size() != instances.size()) {
      return false;
    }
    for (int i = 0; i < instances.size(); i++) {
      if (!settled.get(i).equals(instances.get(i).state())) {
        return false;
      }
    }
    return true;
  }

  List<VipStatus> status() {
    return instances.stream().map(Instance::status).toList();
  }

  List<TrackedStatus> tracked() {
    return configuration.tracked().stream().map(this::standing).toList();
  }

  private TrackedStatus standing(Tracked object) {
    Standing standing =
        switch (watched.verdict(object.name())) {
          case PENDING -> Standing.PENDING;
          case WELL -> Standing.WELL;
          case FAILED -> Standing.FAILED;
        };
    return new TrackedStatus(object, standing, watched.value(object.name()));
  }

  void close() {
    instances.forEach(Instance::close);
    groups.forEach(Group::stop);
    watched.close();
    room.notifier().close();
  }

  /** Before the first configuration. */
  private enum NothingWatched implements Watched {
    INSTANCE;

    @Override
    public long generation() {
      return -1;
    }

    @Override
    public Verdict verdict(String name) {
      return Verdict.PENDING;
    }

    @Override
    public int value(String name) {
      return 0;
    }

    @Override
    public void close() {}
  }
}
