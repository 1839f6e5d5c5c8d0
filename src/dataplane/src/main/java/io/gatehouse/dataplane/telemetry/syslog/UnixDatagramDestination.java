package io.gatehouse.dataplane.telemetry.syslog;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Datagrams to a Unix socket such as {@code /dev/log}. The JDK has no Unix datagram channels, so
 * this uses the system calls that come with Netty's native transports.
 */
final class UnixDatagramDestination implements LogDestination {
  private final Socket socket;
  private final byte[] path;

  private UnixDatagramDestination(Socket socket, String path) {
    this.socket = socket;
    this.path = path.getBytes(StandardCharsets.UTF_8);
  }

  static UnixDatagramDestination open(String path) throws IOException {
    if (!io.netty.channel.epoll.Epoll.isAvailable()) {
      throw new IOException("Unix datagram sockets need Netty's native epoll library: " + path);
    }
    DomainSocketAddress to = new DomainSocketAddress(path);
    return new UnixDatagramDestination(Socket.newSocketDomainDgram(), to.path());
  }

  @Override
  public void send(ByteBuffer line) throws IOException {
    ByteBuf direct = Unpooled.directBuffer(line.remaining()).writeBytes(line);
    try {
      ByteBuffer view = direct.internalNioBuffer(0, direct.readableBytes());
      socket.sendToDomainSocket(view, view.position(), view.limit(), path);
    } finally {
      direct.release();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
