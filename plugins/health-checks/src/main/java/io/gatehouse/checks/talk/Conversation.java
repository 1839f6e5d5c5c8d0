package io.gatehouse.checks.talk;

import io.gatehouse.api.check.CheckTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.function.Predicate;

/** A connection to a server that is being checked, with everything it said so far. */
public final class Conversation implements AutoCloseable {
  /** More than this is not kept: HAProxy looks at one buffer as well. */
  private static final int MOST = 16_384;

  private final AutoCloseable connection;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[4_096];
  private byte[] received = {};
  private boolean ended;

  private Conversation(AutoCloseable connection, InputStream in, OutputStream out) {
    this.connection = connection;
    this.in = in;
    this.out = out;
  }

  /**
   * Connects.
   *
   * @param polite closed with a goodbye; else with a reset, which leaves nothing behind
   */
  static Conversation open(CheckTarget target, boolean polite) throws IOException {
    if (target.address() instanceof InetSocketAddress inet) {
      Socket socket = new Socket();
      try {
        if (!polite) {
          socket.setSoLinger(true, 0);
        }
        socket.setTcpNoDelay(true);
        Dialing.connect(socket, inet, target, Dialing.Detour.of(target.route()));
        socket.setSoTimeout(Math.toIntExact(target.readTimeout().toMillis()));
        return new Conversation(socket, socket.getInputStream(), socket.getOutputStream());
      } catch (IOException failed) {
        socket.close();
        throw failed;
      }
    }
    SocketChannel channel = SocketChannel.open(target.address());
    return new Conversation(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Waits until this is enough, or the server has ended, or said too much. */
  public byte[] receive(Predicate<byte[]> enough) throws IOException {
    while (!ended && received.length < MOST && (received.length == 0 || !enough.test(received))) {
      int count = in.read(buffer);
      if (count < 0) {
        ended = true;
      } else {
        ByteArrayOutputStream longer = new ByteArrayOutputStream(received.length + count);
        longer.write(received);
        longer.write(buffer, 0, count);
        received = longer.toByteArray();
      }
    }
    return received;
  }

  /** Begins to collect anew: what was said is dealt with. */
  public void forget() {
    received = new byte[0];
  }

  public boolean ended() {
    return ended;
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
