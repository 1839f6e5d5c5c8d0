package io.gatehouse.vrrp;

import io.gatehouse.api.vip.Peers;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.packet.AdvertisementCodec;
import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.AdvertisementSocket.Binding;
import io.gatehouse.vrrp.port.Host.Link;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From which address an instance speaks, through which kind of socket, to whom. */
final class Voice {
  private final VrrpInstance instance;
  private final AdvertisementCodec codec;
  private final List<Destination> destinations = new ArrayList<>();
  private byte[] source = {};

  private record Destination(InetAddress address, byte[] bytes) {}

  Voice(VrrpInstance instance) {
    this.instance = instance;
    codec = new AdvertisementCodec(instance);
    Peers peers = instance.peers();
    if (peers.unicast().isEmpty()) {
      add(peers.group());
    } else {
      peers.unicast().forEach(peer -> add(peer.address()));
    }
  }

  private void add(InetAddress address) {
    destinations.add(new Destination(address, address.getAddress()));
  }

  AdvertisementCodec codec() {
    return codec;
  }

  /**
   * The address that adverts come from; null while the interface has none of its own. The owner of
   * the addresses speaks from them.
   */
  @Nullable InetAddress source(Link link) {
    if (instance.peers().source().isPresent()) {
      return instance.peers().source().get();
    }
    boolean ipv6 = instance.router().ipv6();
    for (InetAddress address : link.addresses()) {
      boolean ipv4 = address instanceof Inet4Address;
      boolean fits = ipv6 ? !ipv4 && address.isLinkLocalAddress() : ipv4;
      if (fits && (instance.election().ofOwner() || !isVirtual(instance.addresses(), address))) {
        return address;
      }
    }
    return null;
  }

  private static boolean isVirtual(List<VirtualAddress> addresses, InetAddress address) {
    return addresses.stream().anyMatch(one -> one.address().equals(address));
  }

  Binding binding(Link link, InetAddress from) {
    Peers peers = instance.peers();
    boolean unicast = !peers.unicast().isEmpty();
    boolean named = instance.router().ipv6() || peers.source().isPresent();
    return new Binding(
        link.name(),
        link.index(),
        instance.router().ipv6(),
        codec.protocol(),
        named ? Optional.of(from) : Optional.empty(),
        unicast ? Optional.empty() : Optional.of(peers.group()),
        unicast ? peers.unicastTtl() : 255);
  }

  void speakFrom(InetAddress from) {
    source = from.getAddress();
  }

  /** Sends one advert to everybody; returns the first thing that went wrong. */
  @Nullable IOException send(AdvertisementSocket through, int priority) {
    IOException first = null;
    codec.next();
    for (int i = 0; i < destinations.size(); i++) {
      Destination to = destinations.get(i);
      int length = codec.write(priority, source, to.bytes);
      try {
        through.send(codec.buffer(), length, to.address);
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    return first;
  }
}
