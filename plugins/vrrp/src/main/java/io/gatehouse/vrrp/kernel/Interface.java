package io.gatehouse.vrrp.kernel;

import io.gatehouse.vrrp.port.Host.Link;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** An interface as the messages of the kernel told it so far. */
final class Interface {
  private static final int FIELDS = 16;
  private static final int INDEX = 4;
  private static final int FLAGS = 8;
  private static final int MAC = 1;
  private static final int NAME = 3;
  private static final int MTU = 4;

  private static final int UP = 1;
  private static final int LOOPBACK = 8;
  private static final int RUNNING = 0x40;
  private static final int NO_ARP = 0x80;
  private static final int ETHERNET_ADDRESS = 6;
  private static final byte[] NO_ADDRESS = new byte[16];

  private final int index;
  private final List<Address> addresses = new ArrayList<>();
  private String name = "";
  private int flags;
  private int mtu;
  private byte[] mac = {};

  Interface(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  String name() {
    return name;
  }

  /** The hardware address; not to be changed. */
  byte[] mac() {
    return mac;
  }

  /** Whether neighbours are found by ARP and neighbour discovery there, over Ethernet addresses. */
  boolean hasNeighbours() {
    return (flags & (LOOPBACK | NO_ARP)) == 0 && mac.length == ETHERNET_ADDRESS;
  }

  /** The link-local IPv6 address; 16 zeros when it has none. Not to be changed. */
  byte[] linkLocal() {
    for (int i = 0; i < addresses.size(); i++) {
      byte[] bytes = addresses.get(i).bytes;
      if (bytes.length == 16 && bytes[0] == (byte) 0xfe && (bytes[1] & 0xc0) == 0x80) {
        return bytes;
      }
    }
    return NO_ADDRESS;
  }

  /** Takes what a link message says and tells whether anything is new. */
  boolean update(NetlinkReader message) {
    boolean changed = false;
    int now = message.get32(FLAGS) & (UP | RUNNING | LOOPBACK | NO_ARP);
    if (now != flags) {
      flags = now;
      changed = true;
    }
    int at = message.find(FIELDS, MTU);
    if (at >= 0 && message.get32(at) != mtu) {
      mtu = message.get32(at);
      changed = true;
    }
    at = message.find(FIELDS, MAC);
    if (at >= 0 && !message.equalAt(at, mac)) {
      mac = message.bytesAt(at);
      changed = true;
    }
    at = message.find(FIELDS, NAME);
    if (at >= 0 && !message.textAt(at).equals(name)) {
      name = message.textAt(at);
      changed = true;
    }
    return changed;
  }

  /** The index that a link message is about. */
  static int indexIn(NetlinkReader message) {
    return message.get32(INDEX);
  }

  /** Adds the address of an address message; false when it was there. */
  boolean add(NetlinkReader message) {
    for (int i = 0; i < addresses.size(); i++) {
      if (addresses.get(i).isIn(message)) {
        return false;
      }
    }
    addresses.add(new Address(message));
    return true;
  }

  /** Removes the address of an address message; false when it was not there. */
  boolean remove(NetlinkReader message) {
    for (int i = 0; i < addresses.size(); i++) {
      if (addresses.get(i).isIn(message)) {
        addresses.remove(i);
        return true;
      }
    }
    return false;
  }

  boolean has(InetAddress address) {
    for (Address one : addresses) {
      if (one.address.equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has the address with that prefix, and without a lifetime. */
  boolean isPermanent(InetAddress address, int prefix) {
    for (Address one : addresses) {
      if (one.permanent && one.prefix == prefix && one.address.equals(address)) {
        return true;
      }
    }
    return false;
  }

  Link link() {
    List<Byte> bytes = new ArrayList<>();
    for (byte part : mac) {
      bytes.add(part);
    }
    boolean up = (flags & (UP | RUNNING)) == (UP | RUNNING);
    return new Link(
        name,
        index,
        up,
        mtu,
        bytes,
        addresses.stream().map(one -> one.address).distinct().toList());
  }

  /** An address and its prefix: the same address may be there with two of them. */
  static final class Address {
    private static final int FIELDS = 8;
    private static final int PREFIX = 1;
    private static final int OLD_FLAGS = 2;
    private static final int INDEX = 4;
    private static final int ADDRESS = 1;
    private static final int LOCAL = 2;
    private static final int FLAGS = 8;
    private static final int DUPLICATE_OR_TENTATIVE = 0x48;
    private static final int PERMANENT = 0x80;

    private final byte[] bytes;
    private final int prefix;
    private final boolean permanent;
    private final InetAddress address;

    Address(NetlinkReader message) {
      bytes = message.bytesAt(place(message));
      prefix = message.get8(PREFIX);
      permanent = (flags(message) & PERMANENT) != 0;
      address = inetAddress(bytes);
    }

    boolean isIn(NetlinkReader message) {
      return message.get8(PREFIX) == prefix && message.equalAt(place(message), bytes);
    }

    /** The index that an address message is about. */
    static int indexIn(NetlinkReader message) {
      return message.get32(INDEX);
    }

    static InetAddress in(NetlinkReader message) {
      return inetAddress(message.bytesAt(place(message)));
    }

    /** Whether the message names an address, one that can be used already. */
    static boolean isUsable(NetlinkReader message) {
      return place(message) >= 0 && (flags(message) & DUPLICATE_OR_TENTATIVE) == 0;
    }

    private static int flags(NetlinkReader message) {
      int flags = message.find(FIELDS, FLAGS);
      return flags < 0 ? message.get8(OLD_FLAGS) : message.get32(flags);
    }

    /** Whether the message names an address of a length that is one. */
    static boolean isThere(NetlinkReader message) {
      int place = place(message);
      return place >= 0 && (message.lengthAt(place) == 4 || message.lengthAt(place) == 16);
    }

    /** Of a point-to-point link the other attribute is the peer. */
    private static int place(NetlinkReader message) {
      int local = message.find(FIELDS, LOCAL);
      return local >= 0 ? local : message.find(FIELDS, ADDRESS);
    }

    private static InetAddress inetAddress(byte[] bytes) {
      try {
        return InetAddress.getByAddress(bytes);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
      }
    }
  }
}
