package io.gatehouse.gateway.process;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.listen.Transport;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;

/** Says what has been started. Main thread. */
final class Announcement {
  private final DataPlane plane;
  private final Narrator narrator;

  Announcement(DataPlane plane, Narrator narrator) {
    this.plane = plane;
    this.narrator = narrator;
  }

  void listening() {
    String transport = plane.transport().name().toLowerCase(Locale.ROOT);
    String hindrance = plane.transport() == Transport.NIO ? Transport.hindrance() : null;
    if (hindrance == null) {
      narrator.notice("using transport " + transport);
    } else {
      narrator.warning("using transport " + transport + ", epoll is not available: " + hindrance);
    }
    for (Listener listener : plane.listeners()) {
      narrator.notice(
          "frontend " + listener.frontend().name() + " listens on " + text(listener.address()));
    }
  }

  static String text(SocketAddress address) {
    return switch (address) {
      case InetSocketAddress inet -> inet.getAddress().getHostAddress() + ":" + inet.getPort();
      // A name that is no file begins with a zero, and may be filled up with them.
      case DomainSocketAddress unix when unix.path().startsWith("\0") ->
          "abns@" + unix.path().replace("\0", "");
      default -> address.toString();
    };
  }
}
