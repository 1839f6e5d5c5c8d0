package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of a server does to sessions, and sessions to a server, in both programs. */
@Timeout(60)
class ConsequencesOracleTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  /** Starts one of the two programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  /** One of the programs with its log and the port of its frontend. */
  private record Run(Subject subject, Sink sink, int port) {}

  /** What is done; what it saw besides messages is returned. */
  private interface Script {
    List<String> run(Run run) throws Exception;
  }

  @BeforeEach
  void needsTheRealOne() {
    assumeTrue(RealHaproxy.installed(), "needs Debian's haproxy");
  }

  private static String proxies(int log, int port, String mode) {
    return """
    global
      log 127.0.0.1:%d format raw local0
    defaults
      log global
      mode %s
      retries 0
      timeout connect 5s
      timeout client 5s
      timeout server 5s
    frontend f
      bind 127.0.0.1:%d
      log-format "traffic %%ts of %%b/%%s"
      default_backend b
    backend b
    """
        .formatted(log, mode, port);
  }

  private static List<String> seen(Start start, String mode, String servers, Script script)
      throws Exception {
    int port = RealHaproxy.freePort();
    try (Sink sink = new Sink();
        Subject subject = start.with(proxies(sink.port(), port, mode) + servers)) {
      List<String> seen = new ArrayList<>(script.run(new Run(subject, sink, port)));
      seen.addAll(sink.heard());
      return seen;
    }
  }

  private static void same(String mode, String servers, Script script) throws Exception {
    List<String> theirs = seen(Subject.Theirs::start, mode, servers, script);
    // Traffic and states of servers belong to different threads here: what both say may cross.
    assertThat(masked(seen(Subject.Ours::start, mode, servers, script)))
        .containsExactlyInAnyOrderElementsOf(masked(theirs));
  }

  private static List<String> masked(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("\\d+ sessions active", "N active")).toList();
  }

  private static RawOrigin slow(String begin) throws IOException {
    return RawOrigin.start(
        server -> {
          server.readHead();
          server.send(begin);
          server.ended();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "http"})
  void sessionsOfAServerMarkedDownEnd(String mode) throws Exception {
    try (RawOrigin origin = slow("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin")) {
      String servers =
          "  server s 127.0.0.1:%d on-marked-down shutdown-sessions\n".formatted(origin.port());
      same(
          mode,
          servers,
          run -> {
            try (RawClient client = RawClient.connect(run.port())) {
              client.send(GET);
              client.readHead();
              run.subject().command("set server b/s health down");
              run.sink().await("traffic ", "has no server");
              client.ended();
              return List.of();
            }
          });
    }
  }

  @Test
  void aRequestWithoutAnswerFromAServerMarkedDownIsAnswered() throws Exception {
    try (RawOrigin origin = slow("")) {
      String servers =
          "  server s 127.0.0.1:%d on-marked-down shutdown-sessions\n".formatted(origin.port());
      same(
          "http",
          servers,
          run -> {
            try (RawClient client = RawClient.connect(run.port())) {
              client.send(GET);
              awaitSession(run.subject());
              run.subject().command("set server b/s health down");
              String answer = client.readHead();
              run.sink().await("traffic ", "has no server");
              return List.of(answer.lines().findFirst().orElse(""));
            }
          });
    }
  }

  private static void awaitSession(Subject subject) throws Exception {
    while (subject.sessions("b/s") == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void sessionsOfBackupsEndWhenAServerComesBack() throws Exception {
    try (RawOrigin origin = slow("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin")) {
      String servers =
          """
            server s 127.0.0.1:%d on-marked-up shutdown-backup-sessions
            server u 127.0.0.1:%d backup
          """
              .formatted(origin.port(), origin.port());
      same(
          "http",
          servers,
          run -> {
            run.subject().command("set server b/s health down");
            try (RawClient client = RawClient.connect(run.port())) {
              client.send(GET);
              client.readHead();
              run.subject().command("set server b/s health up");
              run.sink().await("traffic ", "is UP");
              client.ended();
              return List.of();
            }
          });
    }
  }

  @Test
  void withoutServersClientsAreRefusedAtOnce() throws Exception {
    same(
        "http",
        "  server s 127.0.0.1:1\n  server t 127.0.0.1:1 disabled\n",
        run -> {
          run.subject().command("set server b/s health down");
          try (RawClient client = RawClient.connect(run.port())) {
            client.send(GET);
            String answer = client.readHead();
            run.sink().await("traffic ");
            return List.of(answer.lines().findFirst().orElse(""));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"mark-down", "sudden-death", "fail-check", "fastinter"})
  void errorsOfTrafficChangeTheServer(String onError) throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")) {
      String servers =
          """
            option log-health-checks
            server s 127.0.0.1:%d check inter 1h observe layer7 error-limit 2 on-error %s
            server u 127.0.0.1:1 backup
          """
              .formatted(origin.port(), onError);
      same(
          "http",
          servers,
          run -> {
            run.sink().await("Health check for server b/s succeeded");
            for (int i = 0; i < 2; i++) {
              try (RawClient client = RawClient.connect(run.port())) {
                client.exchange(GET);
                run.sink().await("traffic --");
              }
            }
            run.subject().command("disable server b/u");
            run.sink().await("b/u is going DOWN");
            return List.of();
          });
    }
  }

  /** Holds every connection's first request, but answers those that ask for it. */
  private static RawOrigin holding() throws IOException {
    return RawOrigin.start(
        server -> {
          if (server.readHead().startsWith("GET /hold ")) {
            server.ended();
          } else {
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          }
        });
  }

  @Test
  void thoseWhoWaitForAServerThatGoesDownAreSentToAnother() throws Exception {
    try (RawOrigin origin = holding()) {
      String servers =
          """
            balance source
            option redispatch
            server s 127.0.0.1:%d maxconn 1
            server t 127.0.0.1:%d maxconn 1
          """
              .formatted(origin.port(), origin.port());
      same("http", servers, ConsequencesOracleTest::queueAndLose);
    }
  }

  private static List<String> queueAndLose(Run run) throws Exception {
    try (RawClient first = RawClient.connect(run.port());
        RawClient second = RawClient.connect(run.port())) {
      first.send(GET.replace("/ ", "/hold "));
      while (run.subject().sessions("b/s") + run.subject().sessions("b/t") == 0) {
        Thread.onSpinWait();
      }
      String busy = run.subject().sessions("b/s") == 1 ? "b/s" : "b/t";
      second.send(GET);
      while (run.subject().queued(busy) == 0) {
        Thread.onSpinWait();
      }
      run.subject().command("set server " + busy + " health down");
      String answer = second.readHead();
      run.sink().await("traffic ", " is DOWN");
      return List.of(answer.lines().findFirst().orElse(""));
    }
  }

  @Test
  void aServerThatComesBackTakesThoseWhoWait() throws Exception {
    try (RawOrigin origin = holding()) {
      String servers =
          """
            server s 127.0.0.1:%d maxconn 1
            server t 127.0.0.1:%d maxconn 1 disabled
          """
              .formatted(origin.port(), origin.port());
      same(
          "http",
          servers,
          run -> {
            try (RawClient first = RawClient.connect(run.port());
                RawClient second = RawClient.connect(run.port())) {
              first.send(GET.replace("/ ", "/hold "));
              awaitSession(run.subject());
              second.send(GET);
              while (run.subject().queued("b/BACKEND") == 0) {
                Thread.onSpinWait();
              }
              run.subject().command("enable server b/t");
              String answer = second.readHead();
              run.sink().await("traffic ", "is UP/READY");
              return List.of(answer.lines().findFirst().orElse(""));
            }
          });
    }
  }
}
