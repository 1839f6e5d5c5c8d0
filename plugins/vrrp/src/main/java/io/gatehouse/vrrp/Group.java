package io.gatehouse.vrrp;

import io.gatehouse.api.vip.SyncGroup;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.vrrp.machine.Event;
import io.gatehouse.vrrp.machine.GroupMachine;
import io.gatehouse.vrrp.machine.GroupMachine.Order;
import io.gatehouse.vrrp.port.Notifier.Subject;
import io.gatehouse.vrrp.port.Notifier.Word;
import java.util.List;

/** A sync group at work: keeps its members together after each of their steps. */
final class Group {
  /** More rounds than any real chain of orders has. */
  private static final int ROUNDS = 8;

  private final SyncGroup group;
  private final List<Instance> members;
  private final Room room;
  private final Letters letters;
  private VipStatus.State state = VipStatus.State.INIT;

  Group(SyncGroup group, List<Instance> members, Room room) {
    this.group = group;
    this.members = List.copyOf(members);
    this.room = room;
    letters = Letters.ofGroup(group.notification().mail(), group.name(), room);
  }

  void settle() {
    for (int round = 0; round < ROUNDS; round++) {
      List<GroupMachine.Order> orders = decide();
      boolean quiet = true;
      for (int i = 0; i < members.size(); i++) {
        if (orders.get(i) != Order.NOTHING) {
          quiet = false;
          members.get(i).step(new Event.Group(orders.get(i)));
        }
      }
      if (quiet) {
        return;
      }
    }
  }

  private List<Order> decide() {
    var decision = GroupMachine.decide(state, members.stream().map(Instance::state).toList());
    if (decision.state() != state) {
      boolean first = state == VipStatus.State.INIT;
      state = decision.state();
      if (!first) {
        room.log(
            Severity.INFO,
            "VRRP_Group(" + group.name() + ") Syncing instances to " + state + " state");
      }
      Word word = Word.valueOf(state.name());
      room.notifier().tell(new Subject(true, group.name()), group.notification(), word, 0);
      letters.send(word);
    }
    return decision.orders();
  }

  void stop() {
    room.notifier().tell(new Subject(true, group.name()), group.notification(), Word.STOP, 0);
  }
}
