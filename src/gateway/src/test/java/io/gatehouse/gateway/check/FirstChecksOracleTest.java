package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first checks of all servers are spread over the interval, in the order of the file. */
@Timeout(60)
class FirstChecksOracleTest {
  private static final int SERVERS = 4;
  private static final long INTERVAL_MILLIS = 2_000;

  /** Starts one of the two programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  /** The first check of a server. */
  private record Arrival(int server, long nanos) {}

  private static String configuration(List<RawOrigin> origins) {
    StringBuilder text =
        new StringBuilder(
            """
            defaults
              mode http
              option httpchk
              timeout connect 5s
              timeout client 5s
              timeout server 5s
            """);
    for (int i = 0; i < SERVERS; i++) {
      // They are counted through all backends.
      text.append(i % 2 == 0 ? "backend b" + i + "\n" : "");
      int port = origins.get(i).port();
      text.append("  server s%d 127.0.0.1:%d check inter 2s\n".formatted(i, port));
    }
    return text.toString();
  }

  private static List<Arrival> arrivals(Start start) throws Exception {
    ConcurrentLinkedQueue<Arrival> seen = new ConcurrentLinkedQueue<>();
    List<RawOrigin> origins = new ArrayList<>();
    try {
      for (int i = 0; i < SERVERS; i++) {
        int server = i;
        origins.add(
            RawOrigin.start(
                connection -> {
                  if (seen.stream().noneMatch(one -> one.server() == server)) {
                    seen.add(new Arrival(server, System.nanoTime()));
                  }
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                }));
      }
      try (Subject subject = start.with(configuration(origins))) {
        while (seen.size() < SERVERS) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
          assertThat(Thread.interrupted()).as("only %s checked", seen).isFalse();
        }
        assertThat(subject).isNotNull();
      }
      return List.copyOf(seen);
    } finally {
      origins.forEach(RawOrigin::close);
    }
  }

  private static void spread(Start start) throws Exception {
    List<Arrival> arrivals = arrivals(start);
    assertThat(arrivals).extracting(Arrival::server).containsExactly(0, 1, 2, 3);
    long share = INTERVAL_MILLIS / SERVERS;
    // The very first one may be late: nothing has run before.
    for (int i = 2; i < SERVERS; i++) {
      long nanos = arrivals.get(i).nanos() - arrivals.get(1).nanos();
      assertThat(TimeUnit.NANOSECONDS.toMillis(nanos))
          .as("position of server %d", i)
          .isBetween(share * (i - 1) - share / 2, share * (i - 1) + share / 2);
    }
  }

  @Test
  void eachServerHasItsShareOfTheInterval() throws Exception {
    Needs.programs("haproxy");
    spread(Subject.Theirs::start);
    spread(Subject.Ours::start);
  }
}
