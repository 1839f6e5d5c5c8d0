package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.HOST16;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;
import static io.gatehouse.vrrp.kernel.Wire.NET16;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells neighbours who has an address, and asks them; through one packet socket that only sends.
 */
final class Announcer implements AutoCloseable {
  private static final int NAME = 20;
  private static final int FRAME = 128;

  private final Arena arena = Arena.ofShared();
  private final Message message = new Message(arena, NAME, FRAME, 0);
  private final List<Known> known = new ArrayList<>();
  private final int descriptor;

  private record Known(InetAddress address, byte[] bytes) {}

  Announcer() throws IOException {
    String deed = "open a packet socket for announcements";
    descriptor = new SocketOptions(SocketOptions.PACKET, SocketOptions.RAW, 0, deed).descriptor();
    message.name().set(HOST16, 0, (short) SocketOptions.PACKET);
  }

  /** Gratuitous ARP, or an unsolicited neighbour advertisement. */
  void announce(Interface one, InetAddress address) throws IOException {
    if (!one.hasNeighbours()) {
      return;
    }
    MemorySegment frame = message.body();
    byte[] bytes = bytes(address);
    if (address instanceof Inet6Address) {
      send(one, Frames.IPV6, Frames.neighbourAdvertisement(frame, one.mac(), bytes));
    } else {
      send(one, Frames.ARP, Frames.gratuitousArp(frame, one.mac(), bytes));
    }
  }

  /** Asks who has the address without saying that we do. */
  void probe(Interface one, InetAddress address) throws IOException {
    if (!one.hasNeighbours()) {
      return;
    }
    MemorySegment frame = message.body();
    byte[] bytes = bytes(address);
    if (address instanceof Inet6Address) {
      send(
          one, Frames.IPV6, Frames.neighbourSolicitation(frame, one.mac(), one.linkLocal(), bytes));
    } else {
      send(one, Frames.ARP, Frames.arpProbe(frame, one.mac(), bytes));
    }
  }

  @Override
  public void close() {
    Libc.close(descriptor);
    arena.close();
  }

  private void send(Interface one, int protocol, int length) throws IOException {
    message.name().set(NET16, 2, (short) protocol);
    message.name().set(HOST32, 4, one.index());
    int sent = message.send(descriptor, length, 0, 0);
    if (sent < 0) {
      throw Failure.of("announce through " + one.name(), sent, "CAP_NET_RAW");
    }
  }

  /** {@link InetAddress#getAddress} copies each time. */
  private byte[] bytes(InetAddress address) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).address.equals(address)) {
        return known.get(i).bytes;
      }
    }
    byte[] bytes = address.getAddress();
    known.add(new Known(address, bytes));
    return bytes;
  }
}
