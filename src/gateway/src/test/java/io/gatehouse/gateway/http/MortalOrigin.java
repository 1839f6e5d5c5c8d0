package io.gatehouse.gateway.http;

import io.gatehouse.testkit.RealHaproxy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An origin that can die with all its connections and come back at the same port. It keeps nothing
 * of what it reads, so it may run for long.
 */
final class MortalOrigin implements AutoCloseable {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "content-length: ";

  private final int port;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket listener;

  MortalOrigin() throws IOException {
    port = RealHaproxy.freePort();
    live();
  }

  int port() {
    return port;
  }

  synchronized void live() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
      listener = opened;
      Thread.ofVirtual().start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void die() {
    ServerSocket open = listener;
    listener = null;
    try {
      if (open != null) {
        open.close();
      }
      for (Socket connection : connections) {
        connection.setSoLinger(true, 0);
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    while (true) {
      try {
        Socket connection = from.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException dead) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (true) {
        in.skipNBytes(head(in));
        connection.getOutputStream().write(OK);
      }
    } catch (IOException gone) {
      connections.remove(connection);
    }
  }

  /** Reads a head; returns the length of its body. */
  private static int head(InputStream in) throws IOException {
    int length = 0;
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the peer closed");
      }
      if (c != '\n') {
        line.append((char) (c == '\r' ? ' ' : c));
        continue;
      }
      String text = line.toString().strip().toLowerCase(java.util.Locale.ROOT);
      if (text.isEmpty()) {
        return length;
      }
      if (text.startsWith(LENGTH)) {
        length = Integer.parseInt(text.substring(LENGTH.length()));
      }
      line.setLength(0);
    }
  }

  @Override
  public void close() {
    die();
  }
}
