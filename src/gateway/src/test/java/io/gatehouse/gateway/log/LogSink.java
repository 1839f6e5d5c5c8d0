package io.gatehouse.gateway.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A syslog server that keeps what it receives. */
final class LogSink implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 8_000;

  private final DatagramSocket socket;
  private final List<String> lines = new ArrayList<>();

  LogSink() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setReceiveBufferSize(4 << 20);
    Thread.ofVirtual().start(this::receive);
  }

  private void receive() {
    byte[] room = new byte[65_536];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(room, room.length);
        socket.receive(packet);
        synchronized (lines) {
          lines.add(new String(room, 0, packet.getLength(), ISO_8859_1).strip());
          lines.notifyAll();
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The lines of this frontend, waiting until there are so many of them. */
  List<String> of(String frontend, int count) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    synchronized (lines) {
      while (true) {
        List<String> own = lines.stream().filter(line -> names(line, frontend)).toList();
        long left = end - System.currentTimeMillis();
        if (own.size() >= count || left <= 0) {
          return own;
        }
        lines.wait(left);
      }
    }
  }

  private static boolean names(String line, String frontend) {
    return line.contains(" " + frontend + " ")
        || line.contains("\"" + frontend + "\"")
        || line.contains("] " + frontend + "/1: ")
        || line.contains("(" + frontend + "/")
        || line.contains(" backend " + frontend + "-b");
  }

  @Override
  public void close() {
    socket.close();
  }
}
