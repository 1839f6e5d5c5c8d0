package io.gatehouse.gateway.process;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whoever started us and waits to hear of it: systemd, or a program that speaks its protocol
 * (sd_notify(3)). The datagram socket comes from Netty's native transport, the JDK has none.
 */
final class ServiceManager {
  private final @Nullable DomainSocketAddress socket;
  private final Narrator narrator;

  private ServiceManager(@Nullable DomainSocketAddress socket, Narrator narrator) {
    this.socket = socket;
    this.narrator = narrator;
  }

  /** The one named by {@code NOTIFY_SOCKET}; nobody listens where it is not set. */
  static ServiceManager of(Map<String, String> environment, Narrator narrator) {
    String name = environment.get("NOTIFY_SOCKET");
    if (name == null || name.length() < 2) {
      return silent(narrator);
    }
    // An abstract name is written with '@' and begins with a zero byte.
    String path = name.charAt(0) == '@' ? '\0' + name.substring(1) : name;
    return new ServiceManager(new DomainSocketAddress(path), narrator);
  }

  static ServiceManager silent(Narrator narrator) {
    return new ServiceManager(null, narrator);
  }

  void ready(long pid) {
    tell("READY=1\nMAINPID=" + pid + "\nSTATUS=Ready.\n");
  }

  /** All goes on as before. */
  void refused() {
    tell("READY=1\nSTATUS=Reload refused, the old configuration is in force.\n");
  }

  /**
   * It waits for {@link #ready} or {@link #refused}; the time tells it which reload is meant
   * (sd_notify(3)).
   */
  void reloading() {
    // The monotonic clock of systemd is the one behind nanoTime.
    tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000 + "\nSTATUS=Reloading.\n");
  }

  void stopping() {
    tell("STOPPING=1\n");
  }

  private void tell(String state) {
    if (socket == null) {
      return;
    }
    if (!Epoll.isAvailable()) {
      narrator.warning("cannot notify the service manager: no native library for Unix sockets");
      return;
    }
    Socket datagrams = Socket.newSocketDomainDgram();
    ByteBuf bytes = Unpooled.directBuffer().writeBytes(state.getBytes(StandardCharsets.US_ASCII));
    try {
      ByteBuffer view = bytes.internalNioBuffer(0, bytes.readableBytes());
      datagrams.sendToDomainSocket(
          view, view.position(), view.limit(), socket.path().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      narrator.warning("cannot notify the service manager: " + e.getMessage());
    } finally {
      bytes.release();
      close(datagrams);
    }
  }

  private void close(Socket datagrams) {
    try {
      datagrams.close();
    } catch (IOException e) {
      narrator.warning("cannot close the socket of the service manager: " + e.getMessage());
    }
  }
}
