package io.gatehouse.vrrp.port;

import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * The machine. Used by one thread; only {@link #wakeUp} may be called by any. Nothing waits for the
 * network: netlink answers at once, packets that cannot be sent are an error. Nothing is allocated
 * by {@link #await}, by receiving and sending adverts, by renewing an address or by announcing.
 */
public interface Host extends AutoCloseable {

  /**
   * Monotonic nanoseconds that go on while the process is stopped and while the machine is
   * suspended.
   */
  long nanos();

  /** Every interface as it is now, asked of the kernel. */
  List<Link> links() throws IOException;

  /** Opens a socket for adverts, and joins the group when there is one. */
  AdvertisementSocket open(AdvertisementSocket.Binding binding) throws IOException;

  /**
   * Waits until {@link #nanos} reaches the deadline, or something came, or {@link #wakeUp} was
   * called, and hands everything that came to the events before it returns. A deadline in the past
   * looks without waiting.
   */
  void await(long deadlineNanos, Events events) throws IOException;

  /** Ends the running or the next {@link #await}. Any thread. */
  void wakeUp();

  /**
   * Puts an address on an interface, or gives the one that is there a new lifetime. The kernel
   * takes it off by itself when the lifetime ends.
   *
   * @param interfaceIndex where, whatever {@link VirtualAddress#device} says
   * @param lifetimeSeconds of the address (its valid and preferred lifetime); 0 is forever
   */
  void put(int interfaceIndex, VirtualAddress address, int lifetimeSeconds) throws IOException;

  /** Takes an address off; false when it was not there. */
  boolean remove(int interfaceIndex, VirtualAddress address) throws IOException;

  /** Whether the address is there with that prefix and without an end: it was put there by hand. */
  boolean isPermanent(int interfaceIndex, VirtualAddress address);

  /** Adds a route, or replaces the one that is there. */
  void put(VirtualRoute route) throws IOException;

  /** Removes a route; false when it was not there. */
  boolean remove(VirtualRoute route) throws IOException;

  /**
   * Sends one gratuitous ARP request, or one unsolicited neighbour advertisement for an IPv6
   * address.
   */
  void announce(int interfaceIndex, InetAddress address) throws IOException;

  /**
   * Asks once who else has the address: an ARP probe (sender 0.0.0.0), or a neighbour solicitation
   * from the link-local address, so that the answer is marked as solicited. Another owner's answer
   * comes as {@link Events#otherOwner}.
   */
  void probe(int interfaceIndex, InetAddress address) throws IOException;

  /**
   * Begins or ends to watch an address for other owners: every ARP packet or neighbour
   * advertisement that another MAC address sends for it comes as {@link Events#otherOwner}. To be
   * done before {@link #probe}.
   */
  void watch(int interfaceIndex, InetAddress address, boolean on) throws IOException;

  @Override
  void close();

  /** What can come; called inside {@link #await}. */
  interface Events {

    /** An advert. The packet belongs to the host and is overwritten by the next. */
    void advertisement(AdvertisementSocket socket, Inbound packet);

    /** An interface appeared, changed, or got or lost an address. */
    void changed(Link link);

    /** An interface is no longer there. */
    void disappeared(int interfaceIndex, String name);

    /** An address went off an interface: somebody removed it, or its lifetime ended. */
    void addressGone(int interfaceIndex, InetAddress address);

    /**
     * Somebody with this MAC address, not ours, says it has an address that is watched.
     *
     * @param unasked a gratuitous ARP packet (sender and target address equal) or an unsolicited
     *     neighbour advertisement: a living VRRP speaker sends these; answers to probes come from
     *     kernels alone
     */
    void otherOwner(int interfaceIndex, InetAddress address, byte[] mac, boolean unasked);

    /**
     * Somebody else sent an ARP probe (sender 0.0.0.0) for an address that is watched: it is about
     * to use the address. IPv6 has no question that ordinary neighbours do not ask.
     */
    void asked(int interfaceIndex, InetAddress address);
  }

  /**
   * An interface.
   *
   * @param up administratively up and with a carrier
   * @param mac empty when it has none
   * @param addresses in the kernel's order, both families
   */
  record Link(
      String name, int index, boolean up, int mtu, List<Byte> mac, List<InetAddress> addresses) {
    public Link {
      mac = List.copyOf(mac);
      addresses = List.copyOf(addresses);
    }
  }
}
