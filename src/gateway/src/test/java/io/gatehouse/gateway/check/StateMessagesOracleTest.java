package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StateMessagesOracleTest {
  /** Starts one of the two programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  /** What is done to a running program. */
  private interface Script {
    void run(Subject subject, Sink sink) throws Exception;
  }

  @BeforeEach
  void needsTheRealOne() {
    assumeTrue(RealHaproxy.installed(), "needs Debian's haproxy");
  }

  private static String proxies(int log, String format) throws IOException {
    return """
    global
      log 127.0.0.1:%d format %s local0
    defaults
      log global
      timeout connect 1s
      timeout client 1s
      timeout server 1s
    frontend f
      bind 127.0.0.1:%d
      default_backend b
    """
        .formatted(log, format, RealHaproxy.freePort());
  }

  private static List<String> messages(Start start, String format, String backends, Script script)
      throws Exception {
    try (Sink sink = new Sink();
        Subject subject = start.with(proxies(sink.port(), format) + backends)) {
      script.run(subject, sink);
      return sink.heard();
    }
  }

  private static void same(String format, String backends, Script script) throws Exception {
    List<String> theirs = messages(Subject.Theirs::start, format, backends, script);
    List<String> ours = messages(Subject.Ours::start, format, backends, script);
    assertThat(ours).containsExactlyElementsOf(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "option log-health-checks"})
  void aServersWayDownAndUpAndDownIsToldInTheSameWords(String option) throws Exception {
    int port = RealHaproxy.freePort();
    String backend =
        """
        backend b
          %s
          server s 127.0.0.1:%d check inter 100ms rise 2 fall 3
          server t 127.0.0.1:%d track b/s
          server u 127.0.0.1:1 backup
        """
            .formatted(option, port, port);
    same(
        "raw",
        backend,
        (subject, sink) -> {
          sink.await("Server b/t is DOWN");
          try (ServerSocket back = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            sink.await("Server b/t is UP");
            assertThat(back.isBound()).isTrue();
          }
          sink.await("Server b/t is DOWN");
        });
  }

  @Test
  void theLastServerGoneIsAnEmergency() throws Exception {
    int port = RealHaproxy.freePort();
    String backend =
        """
        backend b
          server s 127.0.0.1:%d check inter 100ms fall 1
          server d 127.0.0.1:1 disabled
        """
            .formatted(port);
    List<String> levels = new ArrayList<>();
    Script script =
        (subject, sink) -> {
          sink.await("has no server available!");
          sink.heard().stream().map(line -> line.substring(0, 5)).forEach(levels::add);
        };
    List<String> theirs = messages(Subject.Theirs::start, "rfc3164", backend, script);
    List<String> ours = messages(Subject.Ours::start, "rfc3164", backend, script);
    assertThat(ours).hasSameSizeAs(theirs);
    assertThat(levels.subList(levels.size() / 2, levels.size()))
        .isEqualTo(levels.subList(0, levels.size() / 2));
  }

  @Test
  void theOperatorsWishesAreToldInTheSameWords() throws Exception {
    String backend =
        """
        backend b
          server s 127.0.0.1:1
          server u 127.0.0.1:1 backup
          server d 127.0.0.1:1 disabled weight 10
        """;
    String[] script = {
      "disable server b/u",
      "enable server b/u",
      "disable server b/s",
      "set server b/u state drain",
      "set server b/u state maint",
      "set server b/u state drain",
      "set server b/u health down",
      "set server b/u health up",
      "set server b/u health stopping",
      "set server b/u health up",
      "set server b/u state ready",
      "enable server b/d",
      "set server b/d health down",
      "set server b/d health up",
      "set server b/d health stopping",
      "disable server b/d",
      "enable server b/d",
      "set server b/d weight 0",
      "set server b/d weight 20",
      "enable server b/s",
      "set server b/s health down",
      "disable server b/s",
      "set server b/s state drain",
      "enable server b/s"
    };
    same("raw", backend, (subject, sink) -> obey(subject, sink, script, "Server b/s is UP/DRAIN"));
  }

  @Test
  void serversThatTrackFollowInMaintenanceAndDrain() throws Exception {
    int port = RealHaproxy.freePort();
    String backend =
        """
        backend b
          server s 127.0.0.1:%d check inter 1h
          server t 127.0.0.1:1 track s
          server o 127.0.0.1:1
        backend c
          server v 127.0.0.1:1 track b/t
        """
            .formatted(port);
    String[] script = {
      "disable server b/s",
      "enable server b/s",
      "set server b/s state drain",
      "set server b/t state maint",
      "set server b/s state maint",
      "set server b/t state ready",
      "set server b/s state ready",
      "set server b/s health down",
      "set server b/s health stopping",
      "set server b/s health up",
      "set server b/s state drain",
      "set server b/t state drain",
      "set server b/s health down",
      "set server b/t state ready",
      "set server b/s health up",
      "set server b/s state ready",
      "set server b/o state drain"
    };
    try (ServerSocket open = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      assertThat(open.isBound()).isTrue();
      same("raw", backend, (subject, sink) -> obey(subject, sink, script, "b/o enters drain"));
    }
  }

  /** Even the weight that it has. */
  @Test
  void aWeightGivenToAServerThatDrainsIsTold() throws Exception {
    int port = RealHaproxy.freePort();
    String backend =
        """
        backend b
          server s 127.0.0.1:%d check inter 1h weight 10
          server t 127.0.0.1:1 track s weight 10
          server o 127.0.0.1:1
        """
            .formatted(port);
    String[] script = {
      "set server b/s weight 5",
      "set server b/s state drain",
      "set server b/s weight 7",
      "set server b/s weight 7",
      "set server b/s weight 0",
      "set server b/t weight 3",
      "set server b/s state maint",
      "set server b/s weight 4",
      "set server b/s state ready",
      "set server b/s weight 3",
      "set server b/o state drain"
    };
    try (ServerSocket open = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      assertThat(open.isBound()).isTrue();
      same("raw", backend, (subject, sink) -> obey(subject, sink, script, "b/o enters drain"));
    }
  }

  private static void obey(Subject subject, Sink sink, String[] script, String last)
      throws Exception {
    for (String line : script) {
      subject.command(line);
    }
    sink.await(last);
  }
}
