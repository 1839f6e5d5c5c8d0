package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks through a SOCKS4 proxy, and with a PROXY header in front, by both programs. */
@Timeout(90)
class CheckRoutesOracleTest {
  private static final String EXPECT = "|tcp-check expect string hello";
  private static final String HELLO = "option tcp-check" + EXPECT;
  private static final String BEHIND = "192.0.2.1:80 socks4 127.0.0.1:PORT check ";
  private static final int GRANTED = 0x5a;

  /** One backend; the server's address and options know the double's PORT. */
  private record Case(String name, String lines, String server, RawOrigin.Script there) {}

  /** One of the programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  private static RawOrigin.Script socks(int verdict, RawOrigin.Script behind) {
    return caller -> {
      caller.readExactly(16);
      caller.send(new byte[] {0, (byte) verdict, 0, 0, 0, 0, 0, 0});
      behind.serve(caller);
    };
  }

  private static void hello(RawConnection caller) throws IOException {
    caller.send("hello");
    caller.readToEnd();
  }

  private static void answer(RawConnection caller) throws IOException {
    caller.readHead();
    caller.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    caller.readToEnd();
  }

  private static RawOrigin.Script behindLine(RawOrigin.Script script) {
    return caller -> {
      caller.readLine();
      script.serve(caller);
    };
  }

  private static List<Case> throughSocks() {
    String via = BEHIND + "check-via-socks4";
    String direct = "127.0.0.1:PORT socks4 127.0.0.1:1 check ";
    RawOrigin.Script granting = socks(GRANTED, CheckRoutesOracleTest::hello);
    return List.of(
        new Case("k1", HELLO, via, granting),
        new Case("k2", "mode tcp", via, socks(GRANTED, RawConnection::readToEnd)),
        new Case("k3", "mode tcp", via, socks(GRANTED + 1, RawConnection::readToEnd)),
        new Case("k4", HELLO, via, RawConnection::readToEnd),
        new Case("k5", HELLO, via, caller -> caller.readExactly(16)),
        new Case("k6", "option tcp-check|tcp-check connect via-socks4" + EXPECT, BEHIND, granting),
        new Case("k7", HELLO, direct, CheckRoutesOracleTest::hello),
        new Case(
            "k8",
            "option tcp-check|tcp-check connect" + EXPECT,
            direct + "check-via-socks4",
            CheckRoutesOracleTest::hello),
        new Case("k9", "option httpchk", via, socks(GRANTED, CheckRoutesOracleTest::answer)),
        new Case(
            "k10",
            HELLO,
            via + " check-send-proxy",
            socks(GRANTED, behindLine(CheckRoutesOracleTest::hello))),
        new Case(
            "k11",
            "option redis-check",
            via,
            socks(
                GRANTED,
                caller -> {
                  caller.readLine();
                  caller.send("+PONG\r\n");
                  caller.readToEnd();
                })));
  }

  private static List<Case> behindHeaders() {
    String first = "127.0.0.1:PORT check send-proxy";
    RawOrigin.Script line = behindLine(CheckRoutesOracleTest::hello);
    RawOrigin.Script block =
        caller -> {
          caller.readExactly(16);
          hello(caller);
        };
    return List.of(
        new Case("p1", HELLO, first, line),
        new Case("p2", HELLO, first + "-v2", block),
        new Case(
            "p3", HELLO, "127.0.0.1:1 check send-proxy port PORT", CheckRoutesOracleTest::hello),
        new Case("p4", HELLO, "127.0.0.1:1 check send-proxy port PORT check-send-proxy", line),
        new Case("p5", "option httpchk", first, behindLine(CheckRoutesOracleTest::answer)),
        new Case(
            "p6",
            "option tcp-check|tcp-check connect send-proxy" + EXPECT,
            "127.0.0.1:PORT check",
            line),
        new Case(
            "p7",
            "option tcp-check|tcp-check connect" + EXPECT,
            first,
            CheckRoutesOracleTest::hello),
        new Case("p8", "option tcp-check|tcp-check connect default" + EXPECT, first, line),
        new Case("p9", "mode tcp", first, RawConnection::readToEnd),
        new Case("p10", HELLO, "127.0.0.1:PORT check check-send-proxy", line));
  }

  private static String configuration(List<Case> cases, List<RawOrigin> doubles, int log)
      throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            global
              max-spread-checks 100
              log 127.0.0.1:%d len 4000 format raw local0
            defaults
              log global
              option log-health-checks
              timeout connect 1s
              timeout client 5s
              timeout server 5s
              timeout check 1s
            frontend f
              bind 127.0.0.1:%d
              default_backend %s
            """
                .formatted(log, RealHaproxy.freePort(), cases.getFirst().name()));
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      String port = String.valueOf(doubles.get(i).port());
      text.append("backend ").append(one.name()).append('\n');
      text.append("  ").append(one.lines().replace("|", "\n  ")).append('\n');
      text.append("  server s ").append(one.server().replace("PORT", port));
      text.append(" inter 60s rise 1 fall 1\n");
    }
    return text.toString();
  }

  private static List<String> seen(Start start, List<Case> cases) throws Exception {
    List<RawOrigin> doubles = new ArrayList<>();
    try (Sink sink = new Sink()) {
      for (Case one : cases) {
        doubles.add(RawOrigin.start(one.there()));
      }
      try (Subject subject = start.with(configuration(cases, doubles, sink.port()))) {
        sink.await(cases.stream().map(c -> " " + c.name() + "/s ").toArray(String[]::new));
        assertThat(subject).isNotNull();
      }
      List<String> seen = new ArrayList<>(sink.heard());
      // HAProxy adds whatever the last failed system call was, of any connection.
      seen.replaceAll(line -> line.replaceFirst("(SOCKS4 Proxy [a-z ]+?) \\([^)]*\\)", "$1"));
      seen.removeIf(line -> !line.contains("Health check"));
      seen.sort(null);
      for (int i = 0; i < cases.size(); i++) {
        seen.add(cases.get(i).name() + " was told " + told(doubles.get(i)));
      }
      return seen;
    } finally {
      doubles.forEach(RawOrigin::close);
    }
  }

  /** Everything it heard, once its connections have ended; ports, which chance gives, masked. */
  private static String told(RawOrigin there) {
    while (!there.connections().stream().allMatch(one -> one.socket().isClosed())) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      assertThat(Thread.interrupted()).as("a connection does not end").isFalse();
    }
    return there.received().replaceFirst("(PROXY TCP4 \\S+ \\S+) \\d+ \\d+", "$1 port port");
  }

  private static void same(List<Case> cases) throws Exception {
    Needs.programs("haproxy");
    List<String> theirs = seen(Subject.Theirs::start, cases);
    assertThat(seen(Subject.Ours::start, cases)).isEqualTo(theirs);
  }

  @Test
  void checksGoThroughSocksAsTheyAreTold() throws Exception {
    same(throughSocks());
  }

  @Test
  void checksBeginWithTheHeaderTheyAreToldToSend() throws Exception {
    same(behindHeaders());
  }
}
