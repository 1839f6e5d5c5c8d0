package io.gatehouse.gateway.quickstart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on loopback that answers every request with its name: HTTP/1.1 with keep-alive, or one
 * line for a packet of RDP. A virtual thread for each connection.
 */
final class DemoOrigin implements AutoCloseable {
  private static final int RDP = 3;
  private static final int BACKLOG = 128;

  private final String name;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private DemoOrigin(String name, ServerSocket listening) {
    this.name = name;
    this.listening = listening;
  }

  static DemoOrigin start(String name) throws IOException {
    DemoOrigin origin =
        new DemoOrigin(name, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
    origin.threads.execute(origin::accept);
    return origin;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      in.mark(1);
      if (in.read() == RDP) {
        client.getOutputStream().write((name + "\n").getBytes(ISO_8859_1));
        return;
      }
      in.reset();
      byte[] answer =
          ("HTTP/1.1 200 OK\r\nContent-Length: " + name.length() + "\r\n\r\n" + name)
              .getBytes(ISO_8859_1);
      while (skipHead(in)) {
        client.getOutputStream().write(answer);
      }
    } catch (IOException gone) {
      // The gateway closes its idle connections when the demonstration is over.
      return;
    }
  }

  /** Reads to the empty line; whether there was one. */
  private static boolean skipHead(InputStream in) throws IOException {
    int lineLength = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n' && lineLength == 0) {
        return true;
      }
      lineLength = next == '\n' ? 0 : lineLength + (next == '\r' ? 0 : 1);
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
