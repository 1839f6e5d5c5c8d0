package io.gatehouse.gateway.tcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Timer;
import java.util.TimerTask;

/** A client of an address of any kind, Unix sockets too. Blocking; gives up after ten seconds. */
final class Caller implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 10_000;
  private static final Timer PATIENCE = new Timer("patience", true);

  private final SocketChannel channel;
  private final TimerTask end;

  private Caller(SocketChannel channel) {
    this.channel = channel;
    this.end =
        new TimerTask() {
          @Override
          public void run() {
            close();
          }
        };
    PATIENCE.schedule(end, PATIENCE_MILLIS);
  }

  static Caller to(SocketAddress address) throws IOException {
    return new Caller(SocketChannel.open(address));
  }

  /** 0 at a Unix socket. */
  int port() throws IOException {
    return channel.getLocalAddress() instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  void send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    while (bytes.hasRemaining()) {
      int _ = channel.write(bytes);
    }
  }

  void endOutput() throws IOException {
    var _ = channel.shutdownOutput();
  }

  /** Whatever comes until the end, of whatever kind it is. */
  String rest() {
    StringBuilder text = new StringBuilder();
    ByteBuffer bytes = ByteBuffer.allocate(4_096);
    try {
      while (channel.read(bytes) >= 0) {
        text.append(ISO_8859_1.decode(bytes.flip()));
        bytes.clear();
      }
    } catch (IOException reset) {
      return text.toString();
    }
    return text.toString();
  }

  @Override
  public void close() {
    end.cancel();
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      return;
    }
  }
}
