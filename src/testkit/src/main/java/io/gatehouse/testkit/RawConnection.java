package io.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/**
 * One TCP connection seen as bytes, with just enough HTTP to find the end of a message. It never
 * repairs or judges what it reads: a test wants to see exactly what came. Text is ISO-8859-1, so
 * that every byte survives. One thread at a time.
 */
public class RawConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  RawConnection(Socket socket, int timeoutMillis) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(timeoutMillis);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends the characters as bytes, in one write. */
  public RawConnection send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Half-closes: the peer sees the end, and may still answer. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Reads up to and with the empty line; an {@link EOFException} tells what came before the end.
   */
  public String readHead() throws IOException {
    StringBuilder head = new StringBuilder(256);
    while (!headComplete(head)) {
      head.append(readChar(head));
    }
    return head.toString();
  }

  private static boolean headComplete(StringBuilder head) {
    int n = head.length();
    return n > 2
        && head.charAt(n - 1) == '\n'
        && (head.charAt(n - 2) == '\n'
            || (head.charAt(n - 2) == '\r' && head.charAt(n - 3) == '\n'));
  }

  private char readChar(CharSequence soFar) throws IOException {
    int c = in.read();
    if (c < 0) {
      throw new EOFException("the connection ended after: " + soFar);
    }
    received.write(c);
    return (char) c;
  }

  /**
   * Reads the body that {@code head} announces: chunked (as sent, not decoded) or by its length.
   */
  public String readBody(String head) throws IOException {
    if (header(head, "transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      return readChunked();
    }
    String length = header(head, "content-length");
    return length.isEmpty() ? "" : readExactly(Integer.parseInt(length));
  }

  private String readChunked() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      String size = readLine();
      body.append(size);
      int n = Integer.parseInt(size.strip().replaceFirst("[;\\s].*", ""), 16);
      if (n == 0) {
        break;
      }
      body.append(readExactly(n + 2));
    }
    String line;
    do {
      line = readLine();
      body.append(line);
    } while (!line.isBlank());
    return body.toString();
  }

  /** Reads one line with its end. */
  public String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    do {
      line.append(readChar(line));
    } while (line.charAt(line.length() - 1) != '\n');
    return line.toString();
  }

  public String readExactly(int n) throws IOException {
    StringBuilder text = new StringBuilder(n);
    while (text.length() < n) {
      text.append(readChar(text));
    }
    return text.toString();
  }

  /** Reads until the peer closes, resets or stays silent for the timeout. */
  public String readToEnd() {
    StringBuilder text = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        received.write(c);
        text.append((char) c);
      }
    } catch (IOException endOfPatience) {
      return text.toString();
    }
    return text.toString();
  }

  /** True when the peer has closed: nothing more will come. False when a byte came instead. */
  public boolean ended() throws IOException {
    int c = in.read();
    if (c >= 0) {
      received.write(c);
    }
    return c < 0;
  }

  /** Every byte read so far. */
  public String received() {
    return received.toString(ISO_8859_1);
  }

  /** The value of the first field of that name in a head, or an empty string. */
  public static String header(String head, String name) {
    for (String line : head.split("\r?\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      return;
    }
  }
}
