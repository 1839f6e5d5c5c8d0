package io.gatehouse.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client that sends exactly the bytes a test gives it. */
public final class RawClient extends RawConnection {
  private static final int PATIENCE_MILLIS = 10_000;

  private RawClient(Socket socket, int timeoutMillis) throws IOException {
    super(socket, timeoutMillis);
  }

  public static RawClient connect(int port) throws IOException {
    return connect(port, PATIENCE_MILLIS);
  }

  /** Connects to loopback; a read waits at most {@code timeoutMillis}. */
  public static RawClient connect(int port, int timeoutMillis) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
    return new RawClient(socket, timeoutMillis);
  }

  /** An answer cut at its head's end. */
  public record Answer(String head, String body) {
    public int status() {
      return Integer.parseInt(head.substring(9, 12));
    }
  }

  /** Reads one answer to a request that is neither HEAD nor CONNECT. */
  public Answer readAnswer() throws IOException {
    String head = readHead();
    int status = Integer.parseInt(head.substring(9, 12));
    boolean bodiless = status < 200 || status == 204 || status == 304;
    return new Answer(head, bodiless ? "" : readBody(head));
  }

  /** Sends and reads one answer. */
  public Answer exchange(String request) throws IOException {
    send(request);
    return readAnswer();
  }
}
