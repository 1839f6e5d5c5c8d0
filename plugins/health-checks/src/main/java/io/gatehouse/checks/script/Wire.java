package io.gatehouse.checks.script;

import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.checks.talk.Dialing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of a script with what was received on it since the last {@code send}. */
final class Wire implements AutoCloseable {
  /** More than this is not kept: HAProxy looks at one buffer as well. */
  static final int MOST = 16_384;

  private static final long MILLI = 1_000_000L;

  private final AutoCloseable connection;
  private final @Nullable Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final long deadline;
  private final byte[] buffer = new byte[4_096];
  private byte[] received = {};
  private boolean ended;

  /** How it is opened and closed. */
  record Manner(boolean polite, boolean silent, Dialing.Detour detour) {}

  private Wire(Socket socket, long deadline) throws IOException {
    this.connection = socket;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.deadline = deadline;
  }

  /** A Unix socket answers at once or not at all: there is no network to wait for. */
  private Wire(SocketChannel channel, long deadline) {
    this.connection = channel;
    this.socket = null;
    this.in = Channels.newInputStream(channel);
    this.out = Channels.newOutputStream(channel);
    this.deadline = deadline;
  }

  /**
   * Connects.
   *
   * @param manner silent where nothing will be said: the server's application then never hears of
   *     the connection
   */
  static Wire open(SocketAddress address, CheckTarget target, Manner manner) throws IOException {
    if (!(address instanceof InetSocketAddress inet)) {
      return new Wire(SocketChannel.open(address), deadline(target));
    }
    Socket socket = new Socket();
    try {
      if (!manner.polite()) {
        socket.setSoLinger(true, 0);
      }
      socket.setTcpNoDelay(true);
      if (manner.silent()) {
        Dialing.keepSilent(socket);
      }
      Dialing.connect(socket, inet, target, manner.detour());
      return new Wire(socket, deadline(target));
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private static long deadline(CheckTarget target) {
    return System.nanoTime() + target.readTimeout().toNanos();
  }

  byte[] received() {
    return received;
  }

  /** Whether nothing more can come. */
  boolean ended() {
    return ended || received.length >= MOST;
  }

  void send(byte[] bytes) throws IOException {
    received = new byte[0];
    out.write(bytes);
    out.flush();
  }

  /** Waits for more; an error after something was received counts as the end. */
  void receive() throws IOException {
    long left = (deadline - System.nanoTime()) / MILLI;
    if (left <= 0) {
      throw new SocketTimeoutException("the check's time is over");
    }
    if (socket != null) {
      socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    }
    try {
      int count = in.read(buffer);
      if (count < 0) {
        ended = true;
        return;
      }
      ByteArrayOutputStream longer = new ByteArrayOutputStream(received.length + count);
      longer.write(received);
      longer.write(buffer, 0, count);
      received = longer.toByteArray();
    } catch (SocketException broken) {
      if (received.length == 0) {
        throw broken;
      }
      ended = true;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (IOException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IOException(failed);
    }
  }
}
