package io.gatehouse.testkit.failover;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that stay: each asks about twice a second, on a thread of its own inside the client's
 * namespace, and is lost when it is reset, closed or waits for an answer too long.
 */
public final class LongConnections implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: lab\r\n\r\n".getBytes(US_ASCII);

  private final List<Line> lines = new ArrayList<>();

  static LongConnections start(Network.Host client, InetSocketAddress target, int count) {
    LongConnections connections = new LongConnections();
    for (int i = 0; i < count; i++) {
      Line line = new Line();
      connections.lines.add(line);
      Thread.ofPlatform().name("long-" + i).daemon().start(() -> line.run(client, target));
    }
    return connections;
  }

  /** Those that are of no use any more. */
  public int lost() {
    return (int) lines.stream().filter(Line::lost).count();
  }

  @Override
  public void close() throws IOException {
    for (Line line : lines) {
      line.close();
    }
  }

  private static final class Line {
    private final Socket socket = new Socket();
    private volatile long asked;
    private volatile boolean waits;
    private volatile boolean broken;
    private volatile boolean closed;

    void run(Network.Host client, InetSocketAddress target) {
      try {
        Sys.enter(client.namespace());
        socket.connect(target);
        byte[] buffer = new byte[4_096];
        InputStream in = socket.getInputStream();
        while (!closed) {
          asked = System.nanoTime();
          waits = true;
          socket.getOutputStream().write(REQUEST);
          if (in.read(buffer) < 0) {
            throw new IOException("closed");
          }
          waits = false;
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (IOException e) {
        broken = true;
      }
    }

    boolean lost() {
      return broken || waits && System.nanoTime() - asked > PATIENCE_NANOS;
    }

    void close() throws IOException {
      closed = true;
      socket.close();
    }
  }
}
