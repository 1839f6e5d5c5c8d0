package io.gatehouse.dataplane.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.model.Check;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {
  private static final CheckResult REFUSED =
      CheckResult.of(CheckStatus.L4CON, "Connection refused");
  private static final CheckResult PASSED = CheckResult.of(CheckStatus.L4OK);
  private static final CheckMessages.Remaining NONE_LEFT =
      new CheckMessages.Remaining(0, 0, 0, 0, 0);
  private static final CheckMessages.Remaining ONE_LEFT =
      new CheckMessages.Remaining(1, 0, 0, 0, 0);
  private static final Check CHECK =
      new Check(
          Duration.ofMillis(2_000),
          Duration.ofMillis(500),
          Duration.ofMillis(5_000),
          2,
          3,
          Optional.empty(),
          Optional.empty(),
          false);

  @Test
  void theFirstFailureAfterStartTakesItDown() {
    assertThat(Health.initial(CHECK).after(false)).isEqualTo(new Health(2, 3, 0));
  }

  @Test
  void aServerKnownToBeWellFallsAfterThreeFailures() {
    Health well = Health.initial(CHECK).after(true);

    assertThat(well.after(false).up()).isTrue();
    assertThat(well.after(false).after(false).up()).isTrue();
    assertThat(well.after(false).after(false).after(false).up()).isFalse();
  }

  @Test
  void oneSuccessAmongFailuresStartsTheCountAgain() {
    Health well = Health.initial(CHECK).after(true);

    assertThat(well.after(false).after(false).after(true)).isEqualTo(well);
  }

  @Test
  void movingBetweenStatesIsWatchedAtTheFastInterval() {
    Health well = Health.initial(CHECK).after(true);
    Health down = new Health(2, 3, 0);

    assertThat(well.interval(CHECK)).isEqualTo(CHECK.inter());
    assertThat(well.after(false).interval(CHECK)).isEqualTo(CHECK.fastInter());
    assertThat(down.interval(CHECK)).isEqualTo(CHECK.downInter());
    assertThat(down.after(true).interval(CHECK)).isEqualTo(CHECK.fastInter());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServersWayDownAndUpIsToldInHaproxysWords(boolean logHealthChecks) throws IOException {
    assumeTrue(RealHaproxy.installed(), "needs Debian's haproxy");
    int port = RealHaproxy.freePort();
    try (DatagramSocket sink = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      sink.setSoTimeout(10_000);
      List<String> heard = new ArrayList<>();
      try (RealHaproxy haproxy =
          RealHaproxy.start(configuration(sink.getLocalPort(), port, logHealthChecks))) {
        hearUntil("has no server available", sink, heard);
        try (ServerSocket back = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
          hearUntil(" is UP", sink, heard);
          assertThat(back.isBound() && haproxy.pid() > 0).isTrue();
        }
      }

      assertThat(heard.stream().map(HealthTest::masked).distinct().toList())
          .containsExactlyElementsOf(logHealthChecks ? withChecks() : changesAlone());
    }
  }

  private static List<String> withChecks() {
    Health down = Health.initial(CHECK).after(false);
    Health rising = down.after(true);
    Health up = rising.after(true);
    return List.of(
        CheckMessages.checked("b/s", REFUSED, 0, down),
        CheckMessages.changed("b/s", down.up(), "", NONE_LEFT),
        CheckMessages.noServer("backend", "b"),
        CheckMessages.checked("b/s", PASSED, 0, rising),
        CheckMessages.checked("b/s", PASSED, 0, up),
        CheckMessages.changed("b/s", up.up(), "", ONE_LEFT));
  }

  private static List<String> changesAlone() {
    return List.of(
        CheckMessages.changed("b/s", false, CheckMessages.why(REFUSED, 0), NONE_LEFT),
        CheckMessages.noServer("backend", "b"),
        CheckMessages.changed("b/s", true, CheckMessages.why(PASSED, 0), ONE_LEFT));
  }

  private static String configuration(int log, int server, boolean logHealthChecks) {
    return """
    global
      log 127.0.0.1:%d format raw local0
    defaults
      log global
      timeout connect 1s
      timeout client 1s
      timeout server 1s
    frontend f
      bind 127.0.0.1:%d
      default_backend b
    backend b
      %s
      server s 127.0.0.1:%d check inter 100ms rise 2 fall 3
    """
        .formatted(log, freePort(), logHealthChecks ? "option log-health-checks" : "", server);
  }

  private static int freePort() {
    try {
      return RealHaproxy.freePort();
    } catch (IOException none) {
      throw new java.io.UncheckedIOException(none);
    }
  }

  private static void hearUntil(String words, DatagramSocket sink, List<String> heard)
      throws IOException {
    String line;
    do {
      DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
      sink.receive(packet);
      line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).strip();
      if (!line.startsWith("Proxy ")) {
        heard.add(line);
      }
    } while (!line.contains(words));
  }

  private static String masked(String line) {
    return line.replaceAll("duration: \\d+ms", "duration: 0ms");
  }
}
