package io.gatehouse.benchmarks.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a fixed rate, whether or not the answers keep up. A request's time counts from when
 * it was due, so that a stall shows in all requests it held up.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final long SECOND = 1_000_000_000L;
  private static final long PAUSE_NANOS = 20_000;

  private final byte[] request;
  private final Selector selector = Selector.open();
  private final Deque<Line> free = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(16_384);
  private long[] times = new long[1_024];
  private int answers;
  private int answerLength;

  /** Microseconds at two percentiles, and the answers. */
  record Result(int answers, double median, double late) {}

  /** A connection with at most one request on it. */
  private static final class Line {
    private final SocketChannel channel;
    private long due;
    private int length;

    Line(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private SteadyLoad(Scenario scenario, int port) throws IOException {
    request =
        ("GET "
                + scenario.path()
                + " HTTP/1.1\r\n"
                + String.join("\r\n", scenario.fields())
                + "\r\n\r\n")
            .getBytes(US_ASCII);
    for (int i = 0; i < CONNECTIONS; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Line line = new Line(channel);
      channel.register(selector, SelectionKey.OP_READ, line);
      free.add(line);
    }
  }

  static Result run(Scenario scenario, int port, int seconds) throws IOException {
    try (SteadyLoad load = new SteadyLoad(scenario, port)) {
      return load.run(scenario.rate(), seconds);
    }
  }

  private Result run(int rate, int seconds) throws IOException {
    long interval = SECOND / rate;
    long total = (long) rate * seconds;
    times = new long[(int) total];
    long start = System.nanoTime();
    long sent = 0;
    while (answers < total) {
      long now = System.nanoTime();
      while (sent < total && start + sent * interval <= now && !free.isEmpty()) {
        send(free.poll(), start + sent * interval);
        sent++;
      }
      if (selector.selectNow() > 0) {
        receive();
      } else {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      if (now - start > (seconds + 10L) * SECOND) {
        throw new IOException("only " + answers + " of " + total + " requests were answered");
      }
    }
    Arrays.sort(times);
    return new Result(answers, at(0.50), at(0.99));
  }

  private double at(double part) {
    return times[(int) (times.length * part)] / 1e3;
  }

  private void send(Line line, long due) throws IOException {
    line.due = due;
    if (line.channel.write(ByteBuffer.wrap(request)) != request.length) {
      throw new IOException("a small request was not taken whole");
    }
  }

  private void receive() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      Line line = (Line) key.attachment();
      buffer.clear();
      if (line.channel.read(buffer) < 0) {
        throw new IOException("the connection was closed");
      }
      line.length += buffer.position();
      if (answerLength == 0) {
        // Answers are all of one length: the first one tells it.
        answerLength = length();
      }
      if (line.length >= answerLength) {
        line.length = 0;
        times[answers++] = System.nanoTime() - line.due;
        free.add(line);
      }
    }
    selector.selectedKeys().clear();
  }

  private int length() throws IOException {
    String text = new String(buffer.array(), 0, buffer.position(), US_ASCII);
    int end = text.indexOf("\r\n\r\n");
    int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    if (!text.startsWith("HTTP/1.1 200") || end < 0 || at < 0) {
      throw new IOException("an answer that cannot be counted: " + text);
    }
    int from = at + "content-length: ".length();
    return end + 4 + Integer.parseInt(text.substring(from, text.indexOf('\r', from)));
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
