package io.gatehouse.vrrp.kernel;

import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Inbound;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** This machine, as Linux gives it. Sees the network namespace of the thread that makes it. */
public final class LinuxHost implements Host {
  /** So many packets of one socket are taken before the others have their turn. */
  private static final int TURN = 64;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<RawSocket> sockets = new ArrayList<>();
  private final Inbound packet = new Inbound();
  private final BootClock clock;
  private final Poller poller;
  private final NetlinkSocket netlink;
  private final Interfaces interfaces;
  private final Addresses addresses;
  private final Routes routes;
  private final Announcer announcer;
  private final OwnerWatch owners;

  /**
   * Opens everything but the sockets for adverts.
   *
   * @throws IOException which capability is missing
   */
  public LinuxHost() throws IOException {
    try {
      clock = new BootClock();
      poller = opened(new Poller());
      netlink = opened(new NetlinkSocket(0));
      interfaces = opened(new Interfaces(netlink));
      addresses = new Addresses(netlink);
      routes = new Routes(netlink, interfaces::indexOf);
      announcer = opened(new Announcer());
      owners = opened(new OwnerWatch(this::isOurs));
    } catch (IOException e) {
      close();
      throw e;
    }
    poller.watch(interfaces.descriptor());
    poller.watch(owners.arp());
    poller.watch(owners.neighbours());
  }

  @Override
  public long nanos() {
    return clock.nanos();
  }

  @Override
  public List<Link> links() throws IOException {
    interfaces.refresh();
    return interfaces.links();
  }

  @Override
  public AdvertisementSocket open(AdvertisementSocket.Binding binding) throws IOException {
    RawSocket socket = new RawSocket(binding, this::forget);
    sockets.add(socket);
    poller.watch(socket.descriptor());
    return socket;
  }

  @Override
  public void await(long deadlineNanos, Events events) throws IOException {
    if (!poller.await(deadlineNanos - nanos())) {
      return;
    }
    // A listener may close sockets while it is told of packets.
    for (int i = sockets.size() - 1; i >= 0; i--) {
      if (i < sockets.size() && poller.ready(sockets.get(i).descriptor())) {
        receive(sockets.get(i), events);
      }
    }
    if (poller.ready(interfaces.descriptor())) {
      interfaces.read(events);
    }
    if (poller.ready(owners.arp())) {
      owners.read(owners.arp(), events);
    }
    if (poller.ready(owners.neighbours())) {
      owners.read(owners.neighbours(), events);
    }
  }

  @Override
  public void wakeUp() {
    poller.wake();
  }

  @Override
  public void put(int interfaceIndex, VirtualAddress address, int lifetimeSeconds)
      throws IOException {
    addresses.put(interfaceIndex, address, lifetimeSeconds);
  }

  @Override
  public boolean remove(int interfaceIndex, VirtualAddress address) throws IOException {
    return addresses.remove(interfaceIndex, address);
  }

  @Override
  public boolean isPermanent(int interfaceIndex, VirtualAddress address) {
    Interface on = interfaces.find(interfaceIndex);
    return on != null && on.isPermanent(address.address(), address.prefix());
  }

  @Override
  public void put(VirtualRoute route) throws IOException {
    routes.put(route);
  }

  @Override
  public boolean remove(VirtualRoute route) throws IOException {
    return routes.remove(route);
  }

  @Override
  public void announce(int interfaceIndex, InetAddress address) throws IOException {
    announcer.announce(known(interfaceIndex), address);
  }

  @Override
  public void probe(int interfaceIndex, InetAddress address) throws IOException {
    announcer.probe(known(interfaceIndex), address);
  }

  @Override
  public void watch(int interfaceIndex, InetAddress address, boolean on) {
    owners.watch(interfaceIndex, address, on);
  }

  @Override
  public void close() {
    List.copyOf(sockets).forEach(RawSocket::close);
    for (AutoCloseable part : opened.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot be closed", e);
      }
    }
    opened.clear();
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.add(part);
    return part;
  }

  private void receive(RawSocket socket, Events events) throws IOException {
    for (int i = 0; i < TURN && sockets.contains(socket) && socket.receive(packet); i++) {
      events.advertisement(socket, packet);
    }
  }

  private void forget(RawSocket socket) {
    poller.forget(socket.descriptor());
    sockets.remove(socket);
  }

  private boolean isOurs(byte[] mac) {
    return interfaces.hasMac(mac);
  }

  private Interface known(int index) throws IOException {
    Interface one = interfaces.find(index);
    if (one == null) {
      throw new IOException("interface " + index + " is not there");
    }
    return one;
  }
}
