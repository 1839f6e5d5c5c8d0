package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The words that {@code show stat} has for the state of a server. */
@Timeout(60)
final class StatusOracleTest {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);
  private static final int STATUS = 17;
  private static final String START =
      """
        max-spread-checks 50
      defaults
        mode tcp
        timeout client 5s
        timeout server 5s
        timeout connect 1s
      frontend f
        bind 127.0.0.1:PORT
        default_backend b
      backend b
      """;

  /** Asks one of the two. */
  private interface Cli {
    String say(String line) throws IOException;
  }

  private static Peers start(String servers) throws IOException {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    return Peers.start(port -> START.replace("PORT", Integer.toString(port)) + servers);
  }

  private static String statuses(Cli cli) throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    cli.say("show stat\n")
        .lines()
        .filter(line -> line.startsWith("b,"))
        .map(line -> line.split(",", -1))
        .forEach(row -> all.put(row[1], row[STATUS]));
    return all.toString();
  }

  private static void await(Cli cli, String expected) throws IOException {
    long end = System.nanoTime() + PATIENCE;
    while (!statuses(cli).contains(expected) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(statuses(cli)).contains(expected);
  }

  @Test
  void aServerWithoutWeightIsUp() throws IOException {
    try (RawOrigin origin = RawOrigin.answering("x");
        Peers peers =
            start(
                """
                  server a 127.0.0.1:PORT weight 0
                  server c 127.0.0.1:PORT weight 0 check inter 100ms rise 1
                  server d 127.0.0.1:1 weight 0 check inter 100ms fall 1
                  server e 127.0.0.1:PORT
                  server g 127.0.0.1:PORT track b/c weight 0
                  server h 127.0.0.1:PORT weight 0 disabled
                  server i 127.0.0.1:PORT weight 0
                """
                    .replace("PORT", Integer.toString(origin.port())))) {
      for (Cli cli :
          List.<Cli>of(line -> peers.theirs("admin", line), line -> peers.ours("admin", line))) {
        assertThat(cli.say("set weight b/e 0\n").strip()).isEmpty();
        assertThat(cli.say("set server b/i state drain\n").strip()).isEmpty();
        await(cli, "BACKEND=DOWN, a=no check, c=UP, d=DOWN, e=no check, g=UP, h=MAINT, i=DRAIN");
      }
    }
  }

  @Test
  void theWayUpAndDownIsCounted() throws IOException {
    int port = RealHaproxy.freePort();
    String servers = "  server s 127.0.0.1:%d check inter 700ms fall 3 rise 2\n".formatted(port);
    try (Peers peers = start(servers)) {
      List<Cli> both =
          List.of(line -> peers.theirs("admin", line), line -> peers.ours("admin", line));
      for (Cli cli : both) {
        // From the start again.
        assertThat(
                cli.say("disable health b/s;set server b/s health up;enable health b/s\n").strip())
            .isEmpty();
        for (String status : List.of("UP 2/3", "UP 1/3", "DOWN")) {
          await(cli, "s=" + status + "}");
        }
        try (ServerSocket there = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
          await(cli, "s=DOWN 1/2}");
          await(cli, "s=UP}");
          assertThat(there.isBound()).isTrue();
        }
      }
    }
  }

  @Test
  void stoppingAndInheritedMaintenanceHaveWordsOfTheirOwn() throws IOException {
    String servers =
        """
          server d 127.0.0.1:1 check inter 1h disabled
          server n 127.0.0.1:1 check inter 1h
          server t 127.0.0.1:1 track b/d
          server u 127.0.0.1:1 track t
          server v 127.0.0.1:1 track b/n
        """;
    try (Peers peers = start(servers)) {
      for (Cli cli :
          List.<Cli>of(line -> peers.theirs("admin", line), line -> peers.ours("admin", line))) {
        // Its only check has failed: one under way would count against what is set here.
        await(cli, "n=DOWN");
        assertThat(cli.say("disable health b/n;set server b/n health stopping\n").strip())
            .isEmpty();
      }
      String theirs = statuses(line -> peers.theirs("admin", line));
      assertThat(statuses(line -> peers.ours("admin", line))).isEqualTo(theirs);
      assertThat(theirs).contains("MAINT (via b/d)", "NOLB");
    }
  }
}
