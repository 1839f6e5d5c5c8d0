package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;
import static io.gatehouse.vrrp.kernel.Wire.HOST64;

import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.Inbound;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two raw sockets, as Keepalived has them: one only sends; the other is bound to the multicast
 * group, or with unicast to the source, and so receives nothing else.
 */
final class RawSocket implements AdvertisementSocket {
  private static final String DEED = "open a socket for adverts";
  private static final int CONTROL_DATA = 0xc0;
  private static final int HIGHEST_PRIORITY = 7;
  private static final int MULTICAST_HOPS = 255;

  private static final int PRIORITY = 12;
  private static final int IP_TOS = 1;
  private static final int IP_HEADER_INCLUDED = 3;
  private static final int IP_MULTICAST_INTERFACE = 32;
  private static final int IP_MULTICAST_LOOP = 34;
  private static final int IP_JOIN = 35;
  private static final int IP_MULTICAST_ALL = 49;
  private static final int IPV6_UNICAST_HOPS = 16;
  private static final int IPV6_MULTICAST_INTERFACE = 17;
  private static final int IPV6_MULTICAST_HOPS = 18;
  private static final int IPV6_MULTICAST_LOOP = 19;
  private static final int IPV6_JOIN = 20;
  private static final int IPV6_MULTICAST_ALL = 29;
  private static final int IPV6_RECEIVE_DESTINATION = 49;
  private static final int IPV6_DESTINATION = 50;
  private static final int IPV6_RECEIVE_HOP_LIMIT = 51;
  private static final int IPV6_HOP_LIMIT = 52;
  private static final int IPV6_TRAFFIC_CLASS = 67;

  private static final int DONT_ROUTE = 4;
  private static final int NAME4 = 16;
  private static final int NAME6 = 28;
  private static final int CONTROL_SIZE = 128;
  private static final int CONTROL_HEADER = 16;
  private static final int IPV4_HEADER = 20;

  private final Arena arena = Arena.ofShared();
  private final List<Destination> destinations = new ArrayList<>();
  private final Binding binding;
  private final Consumer<RawSocket> onClose;
  private final Message outgoing;
  private final Message incoming;
  private final int output;
  private final int input;
  private boolean closed;

  private record Destination(InetAddress address, MemorySegment name) {}

  RawSocket(Binding binding, Consumer<RawSocket> onClose) throws IOException {
    this.binding = binding;
    this.onClose = onClose;
    int name = binding.ipv6() ? NAME6 : NAME4;
    outgoing = new Message(arena, name, Inbound.CAPACITY, 0);
    incoming = new Message(arena, name, Inbound.CAPACITY, CONTROL_SIZE);
    output = binding.ipv6() ? output6(binding) : output4(binding);
    try {
      input = binding.ipv6() ? input6(binding) : input4(binding);
    } catch (IOException e) {
      Libc.close(output);
      throw e;
    }
  }

  @Override
  public Binding binding() {
    return binding;
  }

  /** What is to be polled. */
  int descriptor() {
    return input;
  }

  @Override
  public void send(byte[] packet, int length, InetAddress destination) throws IOException {
    MemorySegment name = name(destination);
    MemorySegment.copy(name, BYTE, 0, outgoing.name(), BYTE, 0, name.byteSize());
    MemorySegment.copy(packet, 0, outgoing.body(), BYTE, 0, length);
    int flags = binding.group().isPresent() ? DONT_ROUTE : 0;
    int sent = outgoing.send(output, length, 0, flags);
    if (sent < 0) {
      String deed = "send an advert through " + binding.interfaceName();
      throw Failure.of(deed, sent, "CAP_NET_RAW");
    }
  }

  /** Takes the next packet; false when there is none. */
  boolean receive(Inbound packet) throws IOException {
    int length = incoming.receive(input);
    if (length < 0) {
      if (Failure.passes(length)) {
        return false;
      }
      String deed = "receive adverts on " + binding.interfaceName();
      throw Failure.of(deed, length, "CAP_NET_RAW");
    }
    int kept = Math.min(length, Inbound.CAPACITY);
    MemorySegment.copy(incoming.body(), BYTE, 0, packet.bytes, 0, kept);
    packet.length = length;
    packet.ipv6 = binding.ipv6();
    packet.hopLimit = -1;
    if (packet.ipv6) {
      MemorySegment.copy(incoming.name(), BYTE, 8, packet.source, 0, 16);
      readControl(packet);
    } else if (kept >= IPV4_HEADER) {
      packet.hopLimit = packet.bytes[8] & 0xff;
      System.arraycopy(packet.bytes, 12, packet.source, 0, 4);
      System.arraycopy(packet.bytes, 16, packet.destination, 0, 4);
    }
    return true;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.accept(this);
      Libc.close(output);
      Libc.close(input);
      arena.close();
    }
  }

  /** What the kernel tells beside the packet ({@code struct cmsghdr}). */
  private void readControl(Inbound packet) {
    MemorySegment control = incoming.control();
    int end = incoming.controlLength();
    int at = 0;
    while (at + CONTROL_HEADER <= end) {
      int length = (int) control.get(HOST64, at);
      if (length < CONTROL_HEADER || at + length > end) {
        return;
      }
      int type = control.get(HOST32, at + 12);
      if (type == IPV6_HOP_LIMIT) {
        packet.hopLimit = control.get(HOST32, at + CONTROL_HEADER);
      } else if (type == IPV6_DESTINATION) {
        MemorySegment.copy(control, BYTE, at + CONTROL_HEADER, packet.destination, 0, 16);
      }
      at += (length + 7) & ~7;
    }
  }

  private MemorySegment name(InetAddress destination) {
    for (int i = 0; i < destinations.size(); i++) {
      if (destinations.get(i).address.equals(destination)) {
        return destinations.get(i).name;
      }
    }
    MemorySegment name = SocketOptions.name(arena, destination, binding.interfaceIndex());
    destinations.add(new Destination(destination, name));
    return name;
  }

  private static int output4(Binding binding) throws IOException {
    SocketOptions socket =
        new SocketOptions(SocketOptions.INET, SocketOptions.RAW, binding.protocol(), DEED)
            .deaf()
            .set(SocketOptions.IP, IP_HEADER_INCLUDED, 1)
            .set(SocketOptions.IP, IP_TOS, CONTROL_DATA)
            .prefer(SocketOptions.SOCKET, PRIORITY, HIGHEST_PRIORITY)
            .device(binding.interfaceName());
    if (binding.group().isPresent()) {
      socket
          .set(SocketOptions.IP, IP_MULTICAST_INTERFACE, membership(new byte[4], binding))
          .set(SocketOptions.IP, IP_MULTICAST_LOOP, 0);
    }
    return socket.descriptor();
  }

  private static int output6(Binding binding) throws IOException {
    SocketOptions socket =
        new SocketOptions(SocketOptions.INET6, SocketOptions.RAW, binding.protocol(), DEED)
            .deaf()
            .set(SocketOptions.IPV6, IPV6_TRAFFIC_CLASS, CONTROL_DATA)
            .set(SocketOptions.IPV6, IPV6_UNICAST_HOPS, binding.hopLimit())
            .prefer(SocketOptions.SOCKET, PRIORITY, HIGHEST_PRIORITY)
            .device(binding.interfaceName());
    if (binding.group().isPresent()) {
      socket
          .set(SocketOptions.IPV6, IPV6_MULTICAST_HOPS, MULTICAST_HOPS)
          .set(SocketOptions.IPV6, IPV6_MULTICAST_INTERFACE, binding.interfaceIndex())
          .set(SocketOptions.IPV6, IPV6_MULTICAST_LOOP, 0);
    }
    if (binding.source().isPresent()) {
      socket.bind(binding.source().orElseThrow(), binding.interfaceIndex());
    }
    return socket.descriptor();
  }

  private static int input4(Binding binding) throws IOException {
    SocketOptions socket =
        new SocketOptions(SocketOptions.INET, SocketOptions.RAW, binding.protocol(), DEED)
            .set(SocketOptions.IP, IP_MULTICAST_ALL, 0)
            .device(binding.interfaceName());
    if (binding.group().isPresent()) {
      byte[] group = binding.group().orElseThrow().getAddress();
      socket.set(SocketOptions.IP, IP_JOIN, membership(group, binding));
    }
    return bound(socket, binding);
  }

  private static int input6(Binding binding) throws IOException {
    SocketOptions socket =
        new SocketOptions(SocketOptions.INET6, SocketOptions.RAW, binding.protocol(), DEED)
            .prefer(SocketOptions.IPV6, IPV6_MULTICAST_ALL, 0)
            .set(SocketOptions.IPV6, IPV6_RECEIVE_HOP_LIMIT, 1)
            .set(SocketOptions.IPV6, IPV6_RECEIVE_DESTINATION, 1)
            .device(binding.interfaceName());
    if (binding.group().isPresent()) {
      byte[] group = binding.group().orElseThrow().getAddress();
      socket.set(SocketOptions.IPV6, IPV6_JOIN, membership(group, binding));
    }
    return bound(socket, binding);
  }

  private static int bound(SocketOptions socket, Binding binding) throws IOException {
    if (binding.group().isPresent()) {
      socket.bind(binding.group().orElseThrow(), binding.interfaceIndex());
    } else if (binding.source().isPresent()) {
      socket.bind(binding.source().orElseThrow(), binding.interfaceIndex());
    }
    return socket.descriptor();
  }

  /** A {@code struct ip_mreqn} or {@code struct ipv6_mreq}. */
  private static MemorySegment membership(byte[] group, Binding binding) {
    int size = group.length == 4 ? 12 : 20;
    MemorySegment membership = Arena.ofAuto().allocate(size, 4);
    MemorySegment.copy(group, 0, membership, BYTE, 0, group.length);
    membership.set(HOST32, size - 4, binding.interfaceIndex());
    return membership;
  }
}
