package io.gatehouse.gateway.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.check.Sink;
import io.gatehouse.gateway.runtime.Peers;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Both programs asking one name server, each with a log of its own. */
final class Resolving implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);
  private static final int SINCE = 9;

  private final ZoneServer zone = new ZoneServer();
  private final Sink theirs = new Sink();
  private final Sink ours = new Sink();
  private final Peers peers;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Integer> more = new ArrayList<>();

  /**
   * @param settings of the resolvers section {@code r}
   * @param backends {@code PORT} is a port to bind
   */
  Resolving(ZoneSetup setup, String settings, String backends) throws IOException {
    setup.of(zone);
    Deque<Sink> logs = new ArrayDeque<>(List.of(theirs, ours));
    peers =
        Peers.start(
            port -> {
              ports.add(port);
              more.add(freePort());
              return """
              global
                log 127.0.0.1:LOG format raw local0
              defaults
                log global
                mode http
                timeout connect 1s
                timeout client 1s
                timeout server 1s
              frontend f
                bind 127.0.0.1:BIND
                default_backend b
              resolvers r
                nameserver z 127.0.0.1:ZONE
              """
                      .replace("LOG", Integer.toString(logs.removeFirst().port()))
                      .replace("BIND", Integer.toString(port))
                      .replace("ZONE", Integer.toString(zone.port()))
                  + settings.replace("ZONE", Integer.toString(zone.port()))
                  + backends.replace("PORT", Integer.toString(more.getLast()));
            });
  }

  private static int freePort() {
    try {
      return RealHaproxy.freePort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body of both answers to a request; of another status this one. */
  String answer(String request) throws IOException {
    String expected = answer(ports.get(0), request);
    assertThat(answer(ports.get(1), request)).as(request).isEqualTo(expected);
    return expected;
  }

  private static String answer(int port, String request) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      RawClient.Answer answer = client.exchange(request);
      return answer.status() == 200 ? answer.body() : Integer.toString(answer.status());
    }
  }

  /** What comes of both when these bytes are sent to the port of their own. */
  String echoed(String bytes) throws IOException {
    String expected = echoed(more.get(0), bytes);
    assertThat(echoed(more.get(1), bytes)).as(bytes).isEqualTo(expected);
    return expected;
  }

  private static String echoed(int port, String bytes) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send(bytes);
      return client.readToEnd();
    }
  }

  /** What the zone is like at the start. */
  @FunctionalInterface
  interface ZoneSetup {
    void of(ZoneServer zone);
  }

  ZoneServer zone() {
    return zone;
  }

  Peers peers() {
    return peers;
  }

  /** Waits until both have said each of the words. */
  void bothSay(String... words) throws IOException {
    theirs.await(words);
    ours.await(words);
  }

  void haveSaidTheSame() {
    assertThat(ours.heard()).containsExactlyInAnyOrderElementsOf(theirs.heard());
  }

  /** Waits until both answer alike. */
  void answerAlike(String command) throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    while (!masked(peers.ours("admin", command)).equals(masked(peers.theirs("admin", command)))
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(masked(peers.ours("admin", command)))
        .as(command)
        .isEqualTo(masked(peers.theirs("admin", command)));
  }

  /** Without the seconds since the last change; of statistics only names, states and addresses. */
  private static String masked(String answer) {
    if (answer.startsWith("1\n")) {
      List<String> lines = new ArrayList<>();
      for (String line : answer.split("\n")) {
        String[] words = line.split(" ");
        if (words.length > SINCE) {
          words[SINCE] = "N";
        }
        lines.add(String.join(" ", words));
      }
      return String.join("\n", lines);
    }
    return answer.startsWith("# pxname") ? statistics(answer) : answer;
  }

  private static String statistics(String answer) {
    List<String> header = List.of(answer.lines().findFirst().orElseThrow().split(","));
    StringBuilder shown = new StringBuilder();
    answer
        .lines()
        .skip(1)
        .filter(line -> !line.isBlank())
        .map(line -> line.split(",", -1))
        .forEach(
            row -> {
              for (String column : List.of("# pxname", "svname", "status", "weight", "addr")) {
                shown.append(row[header.indexOf(column)]).append(' ');
              }
              shown.append('\n');
            });
    return shown.toString();
  }

  @Override
  public void close() {
    peers.close();
    zone.close();
    theirs.close();
    ours.close();
  }
}
