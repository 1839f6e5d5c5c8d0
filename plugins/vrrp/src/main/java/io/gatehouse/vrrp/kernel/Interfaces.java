package io.gatehouse.vrrp.kernel;

import io.gatehouse.vrrp.port.Host.Events;
import io.gatehouse.vrrp.port.Host.Link;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces of the machine, kept up to date by the kernel's events. A lease that is renewed
 * makes an event too, which changes nothing and allocates nothing.
 */
final class Interfaces implements AutoCloseable {
  private static final int LINK_EVENTS = 1;
  private static final int ADDRESS_EVENTS = 0x10 | 0x100;

  private static final int NEW_LINK = 16;
  private static final int DELETED_LINK = 17;
  private static final int GET_LINKS = 18;
  private static final int NEW_ADDRESS = 20;
  private static final int DELETED_ADDRESS = 21;
  private static final int GET_ADDRESSES = 22;
  private static final int LINK_FIELDS = 16;
  private static final int ADDRESS_FIELDS = 8;

  private final NetlinkSocket requests;
  private final NetlinkSocket events;
  private final List<Interface> interfaces = new ArrayList<>();
  private final List<Interface> changed = new ArrayList<>();
  private final List<Interface> disappeared = new ArrayList<>();
  private final List<Gone> gone = new ArrayList<>();

  private record Gone(int index, InetAddress address) {}

  Interfaces(NetlinkSocket requests) throws IOException {
    this.requests = requests;
    events = new NetlinkSocket(LINK_EVENTS | ADDRESS_EVENTS);
    refresh();
  }

  int descriptor() {
    return events.descriptor();
  }

  /** The interface with that index. */
  @Nullable Interface find(int index) {
    for (int i = 0; i < interfaces.size(); i++) {
      if (interfaces.get(i).index() == index) {
        return interfaces.get(i);
      }
    }
    return null;
  }

  /** 0 when there is none of that name. */
  int indexOf(String name) {
    for (Interface one : interfaces) {
      if (one.name().equals(name)) {
        return one.index();
      }
    }
    return 0;
  }

  /** Whether a hardware address is one of this machine. */
  boolean hasMac(byte[] mac) {
    for (int i = 0; i < interfaces.size(); i++) {
      if (Arrays.equals(interfaces.get(i).mac(), mac)) {
        return true;
      }
    }
    return false;
  }

  List<Link> links() {
    return interfaces.stream().map(Interface::link).toList();
  }

  /** Asks the kernel for everything. */
  void refresh() throws IOException {
    List<Interface> before = List.copyOf(interfaces);
    interfaces.clear();
    try (Arena arena = Arena.ofConfined()) {
      NetlinkRequest links = new NetlinkRequest(arena, GET_LINKS, NetlinkRequest.DUMP);
      requests.dump(zeros(links, LINK_FIELDS), "list the interfaces", this::take);
      NetlinkRequest addresses = new NetlinkRequest(arena, GET_ADDRESSES, NetlinkRequest.DUMP);
      requests.dump(zeros(addresses, ADDRESS_FIELDS), "list the addresses", this::take);
    }
    changed.clear();
    for (Interface old : before) {
      if (find(old.index()) == null) {
        disappeared.add(old);
      }
    }
  }

  /** Reads every event that waits and tells what became of them all together. */
  void read(Events listener) throws IOException {
    int length = events.receive();
    boolean lost = false;
    while (length >= 0 || length == -Failure.ENOBUFS) {
      lost |= length < 0;
      while (events.reader().next()) {
        take(events.reader());
      }
      length = events.receive();
    }
    if (length != -Failure.EAGAIN) {
      throw Failure.of("read the events of interfaces", length, "CAP_NET_ADMIN");
    }
    if (lost) {
      refreshAfterLoss();
    }
    if (!changed.isEmpty() || !disappeared.isEmpty() || !gone.isEmpty()) {
      tell(listener);
    }
  }

  @Override
  public void close() {
    events.close();
  }

  /** The kernel dropped events because too many waited: everything may have changed. */
  private void refreshAfterLoss() throws IOException {
    for (Interface old : interfaces) {
      for (InetAddress address : old.link().addresses()) {
        gone.add(new Gone(old.index(), address));
      }
    }
    refresh();
    changed.addAll(interfaces);
  }

  private void tell(Events listener) {
    List<Interface> news = List.copyOf(changed);
    List<Interface> ends = List.copyOf(disappeared);
    List<Gone> losses = List.copyOf(gone);
    changed.clear();
    disappeared.clear();
    gone.clear();
    for (Interface one : ends) {
      listener.disappeared(one.index(), one.name());
    }
    for (Gone one : losses) {
      Interface on = find(one.index);
      if (on == null || !on.has(one.address)) {
        listener.addressGone(one.index, one.address);
      }
    }
    for (Interface one : news) {
      if (find(one.index()) == one) {
        listener.changed(one.link());
      }
    }
  }

  private void take(NetlinkReader message) {
    switch (message.type()) {
      case NEW_LINK -> takeLink(message);
      case DELETED_LINK -> takeDeletedLink(message);
      case NEW_ADDRESS -> takeAddress(message);
      case DELETED_ADDRESS -> takeDeletedAddress(message);
      default -> {
        // Nothing else was asked for.
      }
    }
  }

  private void takeLink(NetlinkReader message) {
    if (message.size() < LINK_FIELDS || isOfBridge(message)) {
      return;
    }
    Interface one = find(Interface.indexIn(message));
    if (one == null) {
      one = new Interface(Interface.indexIn(message));
      interfaces.add(one);
    }
    if (one.update(message)) {
      change(one);
    }
  }

  private void takeDeletedLink(NetlinkReader message) {
    if (message.size() < LINK_FIELDS || isOfBridge(message)) {
      return;
    }
    Interface one = find(Interface.indexIn(message));
    if (one != null) {
      interfaces.remove(one);
      disappeared.add(one);
    }
  }

  private void takeAddress(NetlinkReader message) {
    if (message.size() < ADDRESS_FIELDS || !Interface.Address.isThere(message)) {
      return;
    }
    Interface one = find(Interface.Address.indexIn(message));
    if (one == null) {
      return;
    }
    boolean usable = Interface.Address.isUsable(message);
    if (usable ? one.add(message) : one.remove(message)) {
      change(one);
    }
  }

  private void takeDeletedAddress(NetlinkReader message) {
    if (message.size() < ADDRESS_FIELDS || !Interface.Address.isThere(message)) {
      return;
    }
    int index = Interface.Address.indexIn(message);
    gone.add(new Gone(index, Interface.Address.in(message)));
    Interface one = find(index);
    if (one != null && one.remove(message)) {
      change(one);
    }
  }

  private void change(Interface one) {
    if (!changed.contains(one)) {
      changed.add(one);
    }
  }

  /** A port that leaves a bridge is told as a deleted link of that family. */
  private static boolean isOfBridge(NetlinkReader message) {
    return message.get8(0) != 0;
  }

  private static NetlinkRequest zeros(NetlinkRequest request, int count) {
    for (int i = 0; i < count; i++) {
      request.put8(0);
    }
    return request;
  }
}
