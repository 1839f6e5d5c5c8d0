package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Receives log lines and counts them: a program that does not log would look fast. */
final class LogSink implements AutoCloseable {
  private static final int RECEIVE_BUFFER = 4 << 20;

  private final DatagramSocket socket;
  private volatile long lines;

  LogSink() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    Thread.ofPlatform().daemon().name("log sink").start(this::receive);
  }

  int port() {
    return socket.getLocalPort();
  }

  long lines() {
    return lines;
  }

  private void receive() {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    long count = 0;
    try {
      while (true) {
        socket.receive(packet);
        lines = ++count;
      }
    } catch (IOException closed) {
      // The measurement is over.
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
