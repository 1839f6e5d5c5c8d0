package io.gatehouse.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ports below the range from which the kernel takes those of outgoing connections, none given
 * twice. They come in blocks, and whoever takes from a block listens on its first port meanwhile:
 * test processes beside each other never meet, and the kernel gives a block back with the process.
 * Any thread may ask.
 */
final class FreePorts implements AutoCloseable {
  static final int BLOCK = 1_024;
  private static final int FIRST = 10 * BLOCK;
  private static final int END = 32 * BLOCK;

  private final List<ServerSocket> claims = new ArrayList<>();
  private final Deque<Integer> left = new ArrayDeque<>();

  /** One that was free a moment ago. */
  synchronized int next() throws IOException {
    while (true) {
      if (left.isEmpty()) {
        claim();
      }
      int port = left.pop();
      if (free(port)) {
        return port;
      }
    }
  }

  private void claim() throws IOException {
    for (int block : shuffled(IntStream.iterate(FIRST, at -> at < END, at -> at + BLOCK))) {
      try {
        claims.add(listen(block));
        left.addAll(shuffled(IntStream.range(block + 1, block + BLOCK)));
        return;
      } catch (BindException another) {
        // Somebody takes from this block; the next one may be nobody's.
      }
    }
    throw new IOException("other processes have all blocks of ports");
  }

  private static List<Integer> shuffled(IntStream numbers) {
    List<Integer> all = new ArrayList<>(numbers.boxed().toList());
    Collections.shuffle(all);
    return all;
  }

  private static boolean free(int port) throws IOException {
    try (ServerSocket probe = listen(port)) {
      return probe.isBound();
    } catch (BindException taken) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  @Override
  public synchronized void close() throws IOException {
    for (ServerSocket claim : claims) {
      claim.close();
    }
  }
}
