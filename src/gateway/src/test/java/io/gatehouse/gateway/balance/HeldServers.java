package io.gatehouse.gateway.balance;

import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Servers that note each request's arrival and answer it when they are told to. */
final class HeldServers implements AutoCloseable {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final long PATIENCE_MILLIS = 10_000;

  private final Map<String, RawOrigin> origins = new LinkedHashMap<>();
  private final List<String> arrivals = new ArrayList<>();
  private final Map<String, Semaphore> held = new ConcurrentHashMap<>();
  private final boolean hold;

  HeldServers(boolean hold, String... names) throws IOException {
    this.hold = hold;
    for (String name : names) {
      origins.put(name, RawOrigin.start(connection -> serve(name, connection)));
    }
  }

  private void serve(String name, RawConnection connection) throws IOException {
    while (true) {
      String path = connection.readHead().split(" ")[1];
      synchronized (arrivals) {
        arrivals.add(name + path);
        arrivals.notifyAll();
      }
      if (hold) {
        of(path).acquireUninterruptibly();
      }
      connection.send(ANSWER);
    }
  }

  private Semaphore of(String path) {
    return held.computeIfAbsent(path, key -> new Semaphore(0));
  }

  /** {@code {A}} and so on in the text become the ports. */
  String filled(String text) {
    String filled = text;
    for (Map.Entry<String, RawOrigin> origin : origins.entrySet()) {
      filled = filled.replace("{" + origin.getKey() + "}", "127.0.0.1:" + origin.getValue().port());
    }
    return filled;
  }

  /** Answers this request; it may still be under way. */
  void answer(String path) {
    of(path).release();
  }

  /** The server and path of each request so far, once there are so many. */
  List<String> arrivals(int count) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    synchronized (arrivals) {
      while (arrivals.size() < count) {
        long left = end - System.currentTimeMillis();
        if (left <= 0) {
          throw new AssertionError("only " + arrivals + " of " + count + " have come");
        }
        arrivals.wait(left);
      }
      return List.copyOf(arrivals);
    }
  }

  @Override
  public void close() {
    held.values().forEach(one -> one.release(1_000));
    origins.values().forEach(RawOrigin::close);
  }
}
