package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.port.Host.Link;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The addresses and routes of one instance: put on, renewed, announced, taken off. */
final class Holdings {
  private final VrrpInstance instance;
  private final Room room;
  private final List<Held> held = new ArrayList<>();

  /**
   * An address and the interface it belongs on, as that is now.
   *
   * @param own it was there before: the interface's own, which the owner of an address (priority
   *     255, RFC 9568) neither puts on nor takes off
   */
  private record Held(VirtualAddress address, int index, boolean own) {}

  Holdings(VrrpInstance instance, Room room) {
    this.instance = instance;
    this.room = room;
  }

  List<VirtualAddress> all() {
    List<VirtualAddress> all = new ArrayList<>(instance.addresses());
    all.addAll(instance.excluded());
    return all;
  }

  boolean has(InetAddress address) {
    return all().stream().anyMatch(one -> one.address().equals(address));
  }

  /** Finds the interfaces again, and watches the addresses for other owners. */
  void locate() {
    List<Held> before = List.copyOf(held);
    held.clear();
    for (VirtualAddress address : all()) {
      Link link = room.links().find(device(address));
      if (link != null) {
        held.add(new Held(address, link.index(), isOwn(address, link, before)));
      }
    }
    before.stream().filter(one -> !held.contains(one)).forEach(one -> watch(one, false));
    held.stream().filter(one -> !before.contains(one)).forEach(one -> watch(one, true));
  }

  private boolean isOwn(VirtualAddress address, Link link, List<Held> before) {
    for (Held one : before) {
      if (one.address.equals(address) && one.index == link.index()) {
        return one.own;
      }
    }
    return instance.election().ofOwner() && room.host().isPermanent(link.index(), address);
  }

  /** Nothing of it is looked at any more. */
  void forget() {
    held.forEach(one -> watch(one, false));
    held.clear();
  }

  private void watch(Held one, boolean on) {
    InetAddress address = one.address.address();
    room.attempt("watch " + words(one), () -> room.host().watch(one.index, address, on));
  }

  private String device(VirtualAddress address) {
    return address.device().isEmpty() ? instance.router().interfaceName() : address.device();
  }

  void add(int lifetimeSeconds) {
    renew(lifetimeSeconds);
    for (VirtualRoute route : instance.routes()) {
      room.attempt("(" + instance.name() + ") add route", () -> room.host().put(route));
    }
  }

  void renew(int lifetimeSeconds) {
    for (int i = 0; i < held.size(); i++) {
      Held one = held.get(i);
      if (one.own) {
        continue;
      }
      try {
        room.host().put(one.index, one.address, lifetimeSeconds);
      } catch (java.io.IOException e) {
        fail("add " + words(one), e);
      }
    }
  }

  void remove() {
    for (VirtualRoute route : instance.routes()) {
      room.attempt("(" + instance.name() + ") remove route", () -> room.host().remove(route));
    }
    held.forEach(this::remove);
  }

  private void remove(Held one) {
    if (!one.own) {
      room.attempt("remove " + words(one), () -> room.host().remove(one.index, one.address));
    }
  }

  /** What a successor has too stays on, the rest goes. */
  void leaveTo(VrrpInstance successor) {
    Holdings next = new Holdings(successor, room);
    for (Held one : held) {
      if (next.all().stream().noneMatch(one.address::equals)) {
        remove(one);
      }
    }
    for (VirtualRoute route : instance.routes()) {
      if (!successor.routes().contains(route)) {
        room.attempt("(" + instance.name() + ") remove route", () -> room.host().remove(route));
      }
    }
  }

  void announce(int times) {
    for (int time = 0; time < times; time++) {
      for (int i = 0; i < held.size(); i++) {
        Held one = held.get(i);
        try {
          room.host().announce(one.index, one.address.address());
        } catch (java.io.IOException e) {
          fail("announce " + words(one), e);
        }
      }
    }
  }

  /** Whoever has one address has them all: the first is enough. */
  void probe() {
    if (!held.isEmpty()) {
      Held first = held.getFirst();
      room.attempt(
          "ask for " + words(first), () -> room.host().probe(first.index, first.address.address()));
    }
  }

  private void fail(String deed, java.io.IOException e) {
    room.log(Severity.ERROR, "(" + instance.name() + ") " + deed + ": " + e.getMessage());
  }

  private static String words(Held one) {
    return one.address.address().getHostAddress();
  }
}
