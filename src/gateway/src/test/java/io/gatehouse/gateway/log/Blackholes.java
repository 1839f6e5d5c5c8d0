package io.gatehouse.gateway.log;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Ports at which nothing good happens: one refuses, one does not answer connection requests. */
final class Blackholes implements AutoCloseable {
  private static final int BACKLOG_FILLERS = 4;

  private final int closed;
  private final ServerSocket full;
  private final List<SocketChannel> fillers = new ArrayList<>();

  Blackholes() throws IOException {
    closed = RealHaproxy.freePort();
    full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    for (int i = 0; i < BACKLOG_FILLERS; i++) {
      SocketChannel filler = SocketChannel.open();
      filler.configureBlocking(false);
      filler.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()));
      fillers.add(filler);
    }
  }

  int closed() {
    return closed;
  }

  /** A listener whose backlog is full: requests to connect are dropped by the kernel. */
  int silent() {
    return full.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel filler : fillers) {
      filler.close();
    }
    full.close();
  }
}
