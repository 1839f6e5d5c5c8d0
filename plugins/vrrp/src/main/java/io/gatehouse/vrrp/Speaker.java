package io.gatehouse.vrrp;

import io.gatehouse.api.vip.Peers;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.machine.Event;
import io.gatehouse.vrrp.machine.Sender;
import io.gatehouse.vrrp.packet.AdvertisementCodec;
import io.gatehouse.vrrp.packet.Verdict;
import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.AdvertisementSocket.Binding;
import io.gatehouse.vrrp.port.Host.Link;
import io.gatehouse.vrrp.port.Inbound;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The voice and the ear of one instance: its socket, its source address and its codec. */
final class Speaker {
  private static final long HUNDREDTH = 10_000_000L;

  private final VrrpInstance instance;
  private final Instance user;
  private final Counters counters;
  private final Room room;
  private final AdvertisementCodec codec;
  private final boolean ipv6;
  private final List<Destination> destinations = new ArrayList<>();
  private @Nullable AdvertisementSocket socket;
  private byte[] source = {};
  private Sender ourselves;
  private Sender lastSender;
  private byte[] lastSource = {};
  private @Nullable Inbound current;
  private boolean isFailing;

  private record Destination(InetAddress address, byte[] bytes) {}

  Speaker(VrrpInstance instance, Instance user, Counters counters, Room room) {
    this.instance = instance;
    this.user = user;
    this.counters = counters;
    this.room = room;
    codec = new AdvertisementCodec(instance);
    ipv6 = instance.router().ipv6();
    Peers peers = instance.peers();
    if (peers.unicast().isEmpty()) {
      destinations.add(destination(peers.group()));
    } else {
      peers.unicast().forEach(peer -> destinations.add(destination(peer.address())));
    }
    ourselves = Sender.of(peers.group());
    lastSender = ourselves;
  }

  private static Destination destination(InetAddress address) {
    return new Destination(address, address.getAddress());
  }

  /** The address that adverts come from; null while the interface has none. */
  @Nullable InetAddress source(Link link, Predicate<InetAddress> isVirtual) {
    if (instance.peers().source().isPresent()) {
      return instance.peers().source().get();
    }
    for (InetAddress address : link.addresses()) {
      boolean fits =
          ipv6 ? address.isLinkLocalAddress() && !isIpv4(address) : isIpv4(address);
      if (fits && !isVirtual.test(address)) {
        return address;
      }
    }
    return null;
  }

  private static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }

  /** Opens the socket anew where the interface or the source changed. */
  void locate(@Nullable Link link, Predicate<InetAddress> isVirtual) {
    InetAddress from = link == null ? null : source(link, isVirtual);
    if (link == null || from == null) {
      close();
      return;
    }
    source = from.getAddress();
    ourselves = Sender.of(from);
    Peers peers = instance.peers();
    boolean unicast = !peers.unicast().isEmpty();
    boolean named = ipv6 || peers.source().isPresent();
    Binding binding =
        new Binding(
            link.name(),
            link.index(),
            ipv6,
            codec.protocol(),
            named ? Optional.of(from) : Optional.empty(),
            unicast ? Optional.empty() : Optional.of(peers.group()),
            unicast ? peers.unicastTtl() : 255);
    if (socket != null && socket.binding().equals(binding)) {
      return;
    }
    close();
    room.attempt(
        "(" + instance.name() + ") open a socket for adverts on " + link.name(),
        () -> socket = room.sockets().open(binding, user));
  }

  void close() {
    if (socket != null) {
      room.sockets().close(socket, user);
      socket = null;
    }
  }

  void send(int priority) {
    AdvertisementSocket through = socket;
    if (through == null) {
      return;
    }
    codec.next();
    for (int i = 0; i < destinations.size(); i++) {
      Destination to = destinations.get(i);
      int length = codec.write(priority, source, to.bytes);
      try {
        through.send(codec.buffer(), length, to.address);
        isFailing = false;
      } catch (IOException e) {
        fail(priority, e);
      }
    }
    counters.count(Counters.Kind.SENT);
    if (priority == 0) {
      counters.count(Counters.Kind.ZERO_SENT);
    }
  }

  /** Said once; an interface that went down cannot carry the last word, and everybody knows. */
  private void fail(int priority, IOException e) {
    if (!isFailing && priority != 0) {
      room.log(
          Severity.ERROR, "(" + instance.name() + "): send advert error: " + e.getMessage());
    }
    isFailing = true;
  }

  /** Who sent a packet; the same object for the same sender as before. */
  Sender sender(Inbound packet) {
    int length = packet.ipv6 ? 16 : 4;
    if (!Arrays.equals(packet.source, 0, length, lastSource, 0, lastSource.length)) {
      lastSource = Arrays.copyOf(packet.source, length);
      try {
        lastSender = Sender.of(InetAddress.getByAddress(lastSource));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("4 and 16 bytes are addresses", e);
      }
    }
    return lastSender;
  }

  Verdict read(Inbound packet, boolean compareAddresses) {
    current = packet;
    Verdict verdict = codec.read(packet, compareAddresses);
    if (verdict.accepted() && codec.priority() == 0) {
      counters.count(Counters.Kind.ZERO_RECEIVED);
    }
    return verdict;
  }

  /** The advert that was read last. */
  Event.Advert advert(Sender from) {
    long interval = codec.interval() * HUNDREDTH;
    return new Event.Advert(from, codec.priority(), interval, from.compareTo(ourselves));
  }

  void followSequence() {
    if (current != null) {
      codec.followSequence(current);
    }
  }
}
