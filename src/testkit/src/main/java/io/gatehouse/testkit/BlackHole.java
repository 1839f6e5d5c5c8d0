package io.gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A loopback address at which connections are neither accepted nor refused: its backlog is full.
 */
public final class BlackHole {
  private static final int MOST = 10;
  private static final BlackHole ONE = new BlackHole();

  private final ServerSocket listener;
  private final List<Socket> waiting = new ArrayList<>();

  private BlackHole() {
    try {
      listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      for (int i = 0; i < MOST && fill(); i++) {
        // until a connection is left hanging
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean fill() throws IOException {
    Socket socket = new Socket();
    waiting.add(socket);
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()), 200);
      return true;
    } catch (SocketTimeoutException full) {
      return false;
    }
  }

  public static int port() {
    return ONE.listener.getLocalPort();
  }
}
