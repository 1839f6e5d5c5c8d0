package io.gatehouse.dataplane.telemetry.syslog;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * An open target. Sending never blocks for a network; what cannot be sent is lost and counted, as
 * syslog over UDP is. Confined to the writer's thread, but for {@link #close}.
 */
interface LogDestination extends Closeable {

  /** Sends one line. */
  void send(ByteBuffer line) throws IOException;

  /** Datagrams to a syslog server. */
  record Udp(DatagramChannel channel, InetSocketAddress to) implements LogDestination {

    static Udp open(InetSocketAddress to) throws IOException {
      DatagramChannel channel = DatagramChannel.open();
      channel.configureBlocking(false);
      return new Udp(channel, to);
    }

    @Override
    public void send(ByteBuffer line) throws IOException {
      channel.send(line, to);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Lines to standard output, standard error or an inherited descriptor. */
  record Stream(OutputStream stream, boolean ours) implements LogDestination {

    static Stream descriptor(int number) throws IOException {
      return switch (number) {
        case 1 -> new Stream(System.out, false);
        case 2 -> new Stream(System.err, false);
        default -> new Stream(new FileOutputStream("/dev/fd/" + number), true);
      };
    }

    @Override
    public void send(ByteBuffer line) throws IOException {
      stream.write(line.array(), line.arrayOffset() + line.position(), line.remaining());
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (ours) {
        stream.close();
      }
    }
  }
}
