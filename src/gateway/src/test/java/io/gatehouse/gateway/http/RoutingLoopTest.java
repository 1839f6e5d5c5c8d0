package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that is a listener of this process. HAProxy lets one request go round until it has all
 * sessions.
 */
@Timeout(60)
class RoutingLoopTest {
  private final int itself = RealHaproxy.freePort();
  private final int one = RealHaproxy.freePort();
  private final int bytes = RealHaproxy.freePort();
  private final Endings endings = new Endings();
  private final DataPlane plane =
      BothProxies.plane(text(itself, one, RealHaproxy.freePort(), bytes), endings);

  RoutingLoopTest() throws IOException {}

  private static String text(int itself, int one, int other, int bytes) {
    return """
    defaults
      mode http
      timeout client 20s
      timeout server 20s
      timeout connect 20s
    frontend itself
      bind 127.0.0.1:%1$d
      use_backend direct if { path_beg /static }
      http-request set-path /second if { path_beg /first }
      use_backend again if { path_beg /second }
      default_backend answer
    backend direct
      server s 127.0.0.1:%1$d
    backend again
      http-request set-path /third
      server s 127.0.0.1:%1$d
    backend answer
      http-request return status 200 content-type text/plain lf-string %%[path]
    listen one
      bind 127.0.0.1:%2$d
      server s 127.0.0.1:%3$d
    listen other
      bind 127.0.0.1:%3$d
      server s 127.0.0.1:%2$d
    listen bytes
      mode tcp
      bind 127.0.0.1:%4$d
      server s 127.0.0.1:%4$d
    """
        .formatted(itself, one, other, bytes);
  }

  @AfterEach
  void end() {
    plane.close();
  }

  private static String ask(int port, String path) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client
          .send("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
          .readToEnd();
    }
  }

  private void awaitEndings(String frontend, String... expected) {
    while (endings.of(frontend).size() < expected.length) {
      Thread.onSpinWait();
    }
    assertThat(endings.of(frontend)).containsExactly(expected);
  }

  @Test
  void aRequestTakesTwoSessionsOfItsFrontend() throws IOException {
    assertThat(ask(itself, "/static/a.css")).startsWith("HTTP/1.1 503 ");
    awaitEndings("itself", "503 SC--", "503 ----");
    // A connection to itself that was kept leads there all the same.
    assertThat(ask(itself, "/static/a.css")).startsWith("HTTP/1.1 503 ");
    awaitEndings("itself", "503 SC--", "503 ----", "503 SC--", "503 ----");
  }

  @Test
  void theWayMayBeLonger() throws IOException {
    assertThat(ask(one, "/")).startsWith("HTTP/1.1 503 ");
    awaitEndings("one", "503 SC--", "503 ----");
    awaitEndings("other", "503 ----");
  }

  @Test
  void whoeverComesBackToGoElsewhereIsServed() throws IOException {
    assertThat(ask(itself, "/first")).startsWith("HTTP/1.1 200 ").endsWith("/third");
    awaitEndings("itself", "200 LR--", "200 ----");
  }

  @Test
  void connectionsGoRoundNoLonger() throws IOException {
    try (RawClient client = RawClient.connect(bytes)) {
      assertThat(client.readToEnd()).isEmpty();
    }
    while (endings.of("bytes").size() < 2) {
      Thread.onSpinWait();
    }
    // Some may have been accepted before the connections that they come by were known to stand.
    assertThat(endings.of("bytes")).hasSizeBetween(2, 50);
  }
}
