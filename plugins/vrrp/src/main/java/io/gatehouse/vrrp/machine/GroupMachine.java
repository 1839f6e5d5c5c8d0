package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A sync group: its members are MASTER together or not at all. One that cannot serve takes all to
 * FAULT, one that steps down takes all to BACKUP, and nobody takes over before everybody may.
 */
public final class GroupMachine {
  private GroupMachine() {}

  /** What is asked of one member. */
  public enum Order {
    NOTHING,
    TAKE_OVER,
    STEP_DOWN,
    FAULT,
    RECOVER
  }

  /** The group's own state and an order for each member, in their order. */
  public record Decision(VipStatus.State state, List<Order> orders) {}

  /** To be asked after each step of a member, until every order is {@link Order#NOTHING}. */
  public static Decision decide(VipStatus.State state, List<State> members) {
    if (members.stream().anyMatch(member -> member.phase() == Phase.INIT)) {
      return new Decision(state, same(members));
    }
    if (members.stream().anyMatch(GroupMachine::isFaultyItself)) {
      return new Decision(VipStatus.State.FAULT, orders(members, GroupMachine::toFault));
    }
    if (members.stream().anyMatch(State::groupFault)) {
      return new Decision(VipStatus.State.BACKUP, orders(members, GroupMachine::toRecover));
    }
    boolean leads = state == VipStatus.State.MASTER;
    if (leads && members.stream().anyMatch(member -> member.phase() == Phase.BACKUP)) {
      return new Decision(VipStatus.State.BACKUP, orders(members, GroupMachine::toBackup));
    }
    if (!leads && members.stream().allMatch(GroupMachine::isReady)) {
      return new Decision(VipStatus.State.MASTER, orders(members, GroupMachine::toMaster));
    }
    return new Decision(leads ? state : VipStatus.State.BACKUP, same(members));
  }

  /** A member that is in FAULT for the group's sake alone has nothing wrong. */
  private static boolean isFaultyItself(State member) {
    return member.phase() == Phase.FAULT && !(member.groupFault() && member.fault().isEmpty());
  }

  private static boolean isReady(State member) {
    return member.wants() || member.phase() == Phase.CLAIMING || member.phase() == Phase.MASTER;
  }

  private static Order toFault(State member) {
    return member.phase() == Phase.FAULT ? Order.NOTHING : Order.FAULT;
  }

  private static Order toRecover(State member) {
    return member.groupFault() ? Order.RECOVER : Order.NOTHING;
  }

  private static Order toBackup(State member) {
    return member.phase() == Phase.BACKUP ? Order.NOTHING : Order.STEP_DOWN;
  }

  private static Order toMaster(State member) {
    return member.phase() == Phase.BACKUP ? Order.TAKE_OVER : Order.NOTHING;
  }

  private static List<Order> same(List<State> members) {
    return orders(members, _ -> Order.NOTHING);
  }

  private static List<Order> orders(
      List<State> members, java.util.function.Function<State, Order> order) {
    List<Order> orders = new ArrayList<>(members.size());
    members.forEach(member -> orders.add(order.apply(member)));
    return orders;
  }
}
