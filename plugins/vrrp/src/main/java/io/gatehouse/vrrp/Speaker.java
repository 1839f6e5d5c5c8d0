package io.gatehouse.vrrp;

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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The socket of one instance: what is said and what is heard, counted. */
final class Speaker {
  private static final long HUNDREDTH = 10_000_000L;

  private final VrrpInstance instance;
  private final Instance user;
  private final Counters counters;
  private final Room room;
  private final Voice voice;
  private final AdvertisementCodec codec;
  private @Nullable AdvertisementSocket socket;
  private Sender ourselves;
  private Sender lastSender;
  private byte[] lastSource = {};
  private @Nullable Inbound current;
  private boolean isFailing;

  Speaker(VrrpInstance instance, Instance user, Counters counters, Room room) {
    this.instance = instance;
    this.user = user;
    this.counters = counters;
    this.room = room;
    voice = new Voice(instance);
    codec = voice.codec();
    ourselves = Sender.of(instance.peers().group());
    lastSender = ourselves;
  }

  /** Whether the interface has an address to speak from. */
  boolean hasSource(Link link) {
    return voice.source(link) != null;
  }

  /** Opens the socket anew where the interface or the source changed. */
  void locate(@Nullable Link link) {
    InetAddress from = link == null ? null : voice.source(link);
    if (link == null || from == null) {
      close();
      return;
    }
    voice.speakFrom(from);
    ourselves = Sender.of(from);
    Binding binding = voice.binding(link, from);
    if (socket != null && socket.binding().equals(binding)) {
      return;
    }
    close();
    room.attempt(
        "(" + instance.name() + ") open a socket for adverts on " + link.name(),
        () -> socket = room.sockets().open(binding, user));
  }

  /** Goes on with the numbers that peers expect next. */
  void succeed(Speaker before) {
    codec.succeed(before.codec);
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
    IOException failure = voice.send(through, priority);
    counters.count(Counters.Kind.SENT);
    if (priority == 0) {
      counters.count(Counters.Kind.ZERO_SENT);
    }
    // Said once; an interface that went down cannot carry the last word, and everybody knows.
    if (failure != null && !isFailing && priority != 0) {
      String line = "(" + instance.name() + "): send advert error: " + failure.getMessage();
      room.log(Severity.ERROR, line);
    }
    isFailing = failure != null;
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
