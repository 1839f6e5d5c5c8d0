package io.gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An origin server on a free loopback port that does what a script says and remembers every byte it
 * received. Each connection is served on a virtual thread.
 */
public final class RawOrigin implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  /** What the origin does with one connection; an exception ends that connection only. */
  @FunctionalInterface
  public interface Script {
    void serve(RawConnection connection) throws IOException;
  }

  private final ServerSocket listener;
  private final List<RawConnection> connections = new CopyOnWriteArrayList<>();

  private RawOrigin(Script script) throws IOException {
    listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("origin-" + port()).start(() -> accept(script));
  }

  public static RawOrigin start(Script script) throws IOException {
    return new RawOrigin(script);
  }

  /** Answers every request, read with its body, with the same bytes. */
  public static RawOrigin answering(String response) throws IOException {
    return start(
        connection -> {
          while (true) {
            connection.readBody(connection.readHead());
            connection.send(response);
          }
        });
  }

  private void accept(Script script) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        RawConnection connection = new RawConnection(socket, PATIENCE_MILLIS);
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(script, connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Script script, RawConnection connection) {
    try (connection) {
      script.serve(connection);
    } catch (IOException | NumberFormatException peerWentAwayOrSentNonsense) {
      return;
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Connections accepted so far, oldest first. */
  public List<RawConnection> connections() {
    return List.copyOf(connections);
  }

  /** Everything received on all connections, in the order of their acceptance. */
  public String received() {
    StringBuilder all = new StringBuilder();
    for (RawConnection connection : connections) {
      all.append(connection.received());
    }
    return all.toString();
  }

  /** Forgets the connections that have been seen. */
  public void forget() {
    connections.clear();
  }

  /** Listens no more; what it accepted goes on. */
  public void refuse() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    refuse();
    connections.forEach(RawConnection::close);
  }
}
