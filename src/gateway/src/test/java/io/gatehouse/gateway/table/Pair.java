package io.gatehouse.gateway.table;

import io.gatehouse.gateway.runtime.Peers;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Both programs with the same configuration; {@code {0}} to {@code {7}} in it are ports. */
final class Pair implements AutoCloseable {
  private static final int PORTS = 8;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Peers peers;
  private final List<Integer> theirs;
  private final List<Integer> ours;

  private Pair(Peers peers, List<Integer> theirs, List<Integer> ours) {
    this.peers = peers;
    this.theirs = theirs;
    this.ours = ours;
  }

  static Pair start(String configuration) throws IOException {
    List<List<Integer>> ports = new ArrayList<>();
    Peers peers =
        Peers.start(
            first -> {
              ports.add(ports(first));
              return put(configuration, ports.getLast());
            });
    return new Pair(peers, ports.get(0), ports.get(1));
  }

  private static List<Integer> ports(int first) {
    List<Integer> ports = new ArrayList<>(List.of(first));
    try {
      while (ports.size() < PORTS) {
        ports.add(RealHaproxy.freePort());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ports;
  }

  int theirs(int port) {
    return theirs.get(port);
  }

  int ours(int port) {
    return ours.get(port);
  }

  /** What both answer to a request on a connection of its own. */
  record Both(String theirs, String ours) {}

  Both ask(int port, String request) throws IOException {
    return new Both(ask(theirs, port, request), ask(ours, port, request));
  }

  private static String ask(List<Integer> ports, int port, String request) throws IOException {
    try (RawClient client = RawClient.connect(ports.get(port))) {
      client.send(request.replace("|", "\r\n") + "\r\n\r\n");
      try {
        RawClient.Answer answer = client.readAnswer();
        return answer.status() + " " + answer.body();
      } catch (IOException closed) {
        return "closed";
      }
    }
  }

  Both say(String line) throws IOException {
    return new Both(
        masked(peers.theirs("admin", put(line, theirs) + "\n"), theirs),
        masked(peers.ours("admin", put(line, ours) + "\n"), ours));
  }

  /** What both say in the end: a connection is counted out behind its last byte. */
  Both settled(String line) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Both both = say(line);
    while (!both.theirs().equals(both.ours()) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      both = say(line);
    }
    return both;
  }

  /** Waits until nobody is connected who is tracked by this table. */
  void left(String table) throws IOException {
    String line = "show table " + table + " data.conn_cur gt 0";
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (tracks(say(line)) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static boolean tracks(Both both) {
    return both.theirs().contains("PTR") || both.ours().contains("PTR");
  }

  private static String put(String line, List<Integer> ports) {
    String text = line;
    for (int i = 0; i < PORTS; i++) {
      text = text.replace("{" + i + "}", String.valueOf(ports.get(i)));
    }
    return text;
  }

  private static String masked(String answer, List<Integer> ports) {
    String text = answer;
    for (int i = 0; i < PORTS; i++) {
      text = text.replace("127.0.0.1:" + ports.get(i), "{" + i + "}");
    }
    return text.replaceAll("(?m)^0x[0-9a-f]+:", "PTR:").replaceAll("exp=[1-9]\\d*", "exp=T");
  }

  @Override
  public void close() {
    peers.close();
  }
}
