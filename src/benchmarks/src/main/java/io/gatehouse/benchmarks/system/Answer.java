package io.gatehouse.benchmarks.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One request with a wait for its answer. */
final class Answer {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n".getBytes(US_ASCII);
  private static final int PATIENCE_MILLIS = 2_000;

  private Answer() {}

  /** Whether whoever listens there answers with a 200. */
  static boolean given(int port) {
    try (Socket socket = new Socket()) {
      connect(socket, port);
      return ask(socket);
    } catch (IOException e) {
      return false;
    }
  }

  static void connect(Socket socket, int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
  }

  /** Asks and reads the whole answer, which comes in one piece. */
  static boolean ask(Socket socket) throws IOException {
    socket.getOutputStream().write(REQUEST);
    byte[] buffer = new byte[1_024];
    InputStream in = socket.getInputStream();
    int length = in.read(buffer);
    return length > 12 && new String(buffer, 9, 3, US_ASCII).equals("200");
  }
}
