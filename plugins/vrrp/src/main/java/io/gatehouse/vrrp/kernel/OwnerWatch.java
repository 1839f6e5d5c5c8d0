package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;

import io.gatehouse.vrrp.port.Host.Events;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Listens to what neighbours say of watched addresses. Everything on the link may come here: what
 * is not well-formed is passed over.
 */
final class OwnerWatch implements AutoCloseable {
  private static final int NAME = 20;
  private static final int PACKET_TYPE = 10;
  private static final int ADDRESS = 12;
  private static final int OUTGOING = 4;
  private static final int ROOM = 2048;

  private static final int NEXT_HEADER = 6;
  private static final int MESSAGE_TYPE = 40;

  /** Keeps neighbour advertisements: load a byte, compare, return. */
  private static final int[][] ADVERTISEMENTS = {
    {0x30, 0, 0, NEXT_HEADER},
    {0x15, 0, 3, Icmpv6.PROTOCOL},
    {0x30, 0, 0, MESSAGE_TYPE},
    {0x15, 0, 1, NeighbourSayings.ADVERTISEMENT},
    {0x06, 0, 0, ROOM},
    {0x06, 0, 0, 0},
  };

  private final Arena arena = Arena.ofShared();
  private final Message message = new Message(arena, NAME, ROOM, 0);
  private final List<Watched> watched = new ArrayList<>();
  private final Predicate<byte[]> ours;
  private final byte[] mac = new byte[6];
  private final int arp;
  private final int neighbours;

  private record Watched(int index, InetAddress address, byte[] bytes) {}

  /**
   * @param ours whether a hardware address is one of this machine
   */
  OwnerWatch(Predicate<byte[]> ours) throws IOException {
    this.ours = ours;
    arp = open(Frames.ARP).descriptor();
    neighbours = open(Frames.IPV6).filter(ADVERTISEMENTS).descriptor();
  }

  int arp() {
    return arp;
  }

  int neighbours() {
    return neighbours;
  }

  void watch(int index, InetAddress address, boolean on) {
    watched.removeIf(one -> one.index == index && one.address.equals(address));
    if (on) {
      watched.add(new Watched(index, address, address.getAddress()));
    }
  }

  /** Reads what came to one of the two sockets. */
  void read(int descriptor, Events listener) throws IOException {
    int length = message.receive(descriptor);
    while (length >= 0) {
      judge(descriptor == arp, Math.min(length, ROOM), listener);
      length = message.receive(descriptor);
    }
    if (!Failure.passes(length)) {
      throw Failure.of("listen to neighbours", length, "CAP_NET_RAW");
    }
  }

  @Override
  public void close() {
    Libc.close(arp);
    Libc.close(neighbours);
    arena.close();
  }

  private void judge(boolean isArp, int length, Events listener) {
    MemorySegment packet = message.body();
    if (watched.isEmpty() || message.name().get(BYTE, PACKET_TYPE) == OUTGOING) {
      return;
    }
    MemorySegment.copy(message.name(), BYTE, ADDRESS, mac, 0, mac.length);
    int at =
        isArp
            ? NeighbourSayings.claimOfArp(packet, length, mac)
            : NeighbourSayings.claimOfAdvertisement(packet, length, mac);
    boolean isQuestion = at < 0 && isArp;
    if (isQuestion) {
      at = NeighbourSayings.questionOfArp(packet, length, mac);
    }
    if (at < 0) {
      return;
    }
    int index = message.name().get(HOST32, 4);
    for (int i = 0; i < watched.size(); i++) {
      Watched one = watched.get(i);
      if (one.index == index && isAt(packet, at, one, isArp) && !ours.test(mac)) {
        tell(one, packet, isArp, isQuestion, listener);
        return;
      }
    }
  }

  private void tell(
      Watched one, MemorySegment packet, boolean isArp, boolean isQuestion, Events listener) {
    if (isQuestion) {
      listener.asked(one.index, one.address);
    } else {
      boolean unasked =
          isArp
              ? NeighbourSayings.isUnaskedArp(packet)
              : NeighbourSayings.isUnaskedAdvertisement(packet);
      listener.otherOwner(one.index, one.address, mac.clone(), unasked);
    }
  }

  private static boolean isAt(MemorySegment packet, int at, Watched one, boolean isArp) {
    if (one.address instanceof Inet6Address == isArp) {
      return false;
    }
    for (int i = 0; i < one.bytes.length; i++) {
      if (packet.get(BYTE, at + i) != one.bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static SocketOptions open(int protocol) throws IOException {
    int network = Short.toUnsignedInt(Short.reverseBytes((short) protocol));
    String deed = "open a packet socket that listens to neighbours";
    return new SocketOptions(SocketOptions.PACKET, SocketOptions.DATAGRAM, network, deed);
  }
}
