package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code healthcheck} sections, which the installed HAProxy does not know. */
@Timeout(60)
class HealthCheckSectionTest {
  private static String configuration(int log, String section, int server) throws IOException {
    return """
    global
      external-check
      log 127.0.0.1:%d format raw local0
    healthcheck alive
    %s
    defaults
      log global
      mode http
      option log-health-checks
      timeout connect 2s
      timeout client 2s
      timeout server 2s
    frontend f
      bind 127.0.0.1:%d
      default_backend b
    backend b
      option external-check
      external-check command /bin/false
      server s 127.0.0.1:%d check inter 1h healthcheck alive
    """
        .formatted(log, section, RealHaproxy.freePort(), server);
  }

  @Test
  void aServersOwnCheckTakesThePlaceOfItsBackends() throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 203 Hm\r\nContent-Length: 0\r\n\r\n");
        Sink sink = new Sink()) {
      String section =
          """
            type httpchk
            http-check send meth GET uri /alive
            http-check expect status 203
          """;
      try (Subject subject =
          Subject.Ours.start(configuration(sink.port(), section, origin.port()))) {
        sink.await("Health check for server b/s succeeded, reason: Layer7 check passed, code: 203");
        assertThat(subject.weight("b/s")).isEqualTo(1);
      }
      assertThat(origin.received()).startsWith("GET /alive HTTP/1.0\r\n");
    }
  }

  @Test
  void aSectionWithoutATypeIsRefused() {
    assertThatThrownBy(() -> Subject.Ours.start(configuration(1, "", 1)))
        .hasMessageContaining("healthcheck 'alive' has no 'type'");
  }

  @Test
  void linesOfAnotherKindAreRefused() {
    String section = "  type tcp-check\n  http-check expect status 200\n";
    assertThatThrownBy(() -> Subject.Ours.start(configuration(1, section, 1)))
        .hasMessageContaining("such a line needs 'type httpchk' before it");
  }
}
