package io.gatehouse.testkit.failover;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that opens a connection every ten milliseconds, whatever became of the ones before, asks
 * once and waits for the first bytes of the answer. One thread inside the client's namespace does
 * it all; what it notes may be read by any thread.
 */
public final class NewConnections implements AutoCloseable {
  /** The distance of two connections. */
  public static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] ANSWER = "HTTP/1.1 200".getBytes(US_ASCII);

  private final SocketAddress target;
  private final Deque<Call> open = new ArrayDeque<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Exception failure;

  private NewConnections(Network.Host client, InetSocketAddress target) {
    this.target = target;
    thread = Thread.ofPlatform().name("clients").daemon().unstarted(() -> run(client));
  }

  static NewConnections start(Network.Host client, InetSocketAddress target) {
    NewConnections connections = new NewConnections(client, target);
    connections.thread.start();
    return connections;
  }

  /** Those that ended, answered or not, in the order in which they were started. */
  public Attempts attempts() {
    Exception cause = failure;
    if (cause != null) {
      throw new IllegalStateException("the clients stopped", cause);
    }
    synchronized (attempts) {
      return new Attempts(attempts);
    }
  }

  private void run(Network.Host client) {
    try {
      Sys.enter(client.namespace());
      try (Selector selector = Selector.open()) {
        long next = System.nanoTime();
        while (!closed) {
          long now = System.nanoTime();
          if (now >= next) {
            begin(selector, now);
            next = Math.max(next + EVERY_NANOS, now - EVERY_NANOS);
          }
          expire(now);
          long wait = TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime());
          selector.select(NewConnections::go, Math.max(1, wait));
        }
        open.forEach(Call::close);
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void begin(Selector selector, long now) throws IOException {
    SocketChannel channel = SocketChannel.open();
    Call call = new Call(channel, now);
    channel.configureBlocking(false);
    open.addLast(call);
    try {
      boolean connected = channel.connect(target);
      channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, call);
    } catch (IOException unreachable) {
      call.end(false);
    }
  }

  private static void go(SelectionKey key) {
    if (key.attachment() instanceof Call call) {
      call.go(key);
    }
  }

  /** Calls end in any order and are noted in the order of their beginnings. */
  private void expire(long now) {
    while (!open.isEmpty()) {
      Call oldest = open.peekFirst();
      if (!oldest.ended) {
        if (now - oldest.started < PATIENCE_NANOS) {
          return;
        }
        oldest.end(false);
      }
      open.removeFirst();
      synchronized (attempts) {
        attempts.add(new Attempt(oldest.started, oldest.answered));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Call {
    private final SocketChannel channel;
    private final long started;
    private final ByteBuffer answer = ByteBuffer.allocate(64);
    private boolean ended;
    private boolean answered;

    Call(SocketChannel channel, long started) {
      this.channel = channel;
      this.started = started;
    }

    void go(SelectionKey key) {
      try {
        if (!key.isValid()) {
          return;
        }
        if (key.isConnectable()) {
          channel.finishConnect();
          key.interestOps(SelectionKey.OP_WRITE);
        }
        if (key.isWritable()) {
          channel.write(ByteBuffer.wrap(REQUEST));
          key.interestOps(SelectionKey.OP_READ);
        }
        if (key.isReadable()) {
          read();
        }
      } catch (IOException refusedOrReset) {
        end(false);
      }
    }

    private void read() throws IOException {
      int length = channel.read(answer);
      if (answer.position() >= ANSWER.length) {
        byte[] start = new byte[ANSWER.length];
        answer.get(0, start);
        end(java.util.Arrays.equals(start, ANSWER));
      } else if (length < 0) {
        end(false);
      }
    }

    void end(boolean well) {
      ended = true;
      answered = well;
      close();
    }

    void close() {
      try {
        channel.close();
      } catch (IOException alreadyGone) {
        return;
      }
    }
  }
}
