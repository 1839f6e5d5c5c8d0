package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every page is what the real HAProxy sends, byte for byte. */
class StatusPagesOracleTest {
  /** All of 2.6 but 405 and 501, whose slips (a byte short, a stray dot) later versions mended. */
  private static final int[] STATUSES = {
    200, 400, 401, 403, 404, 407, 408, 410, 413, 425, 429, 500, 502, 503, 504
  };

  @Test
  void pagesEqualHaproxysBytes() throws IOException {
    assumeTrue(RealHaproxy.installed(), "the program haproxy is not installed");
    int port = RealHaproxy.freePort();
    StringBuilder rules = new StringBuilder();
    for (int status : STATUSES) {
      rules.append("  http-request deny deny_status %1$d if { path /%1$d }\n".formatted(status));
    }
    try (RealHaproxy haproxy = RealHaproxy.start(configuration(port) + rules)) {
      for (int status : STATUSES) {
        String request = "GET /" + status + " HTTP/1.1\r\nHost: h\r\n";
        assertThat(answer(port, request + "\r\n"))
            .isEqualTo(new String(StatusPages.page(status, false), US_ASCII));
        assertThat(answer(port, request + "Connection: close\r\n\r\n"))
            .isEqualTo(new String(StatusPages.page(status, true), US_ASCII));
      }
      assertThat(answer(port, "bad\u0001")).isEqualTo(new String(StatusPages.early(400), US_ASCII));
      assertThat(answer(port, "GET /")).isEqualTo(new String(StatusPages.early(408), US_ASCII));
      assertThat(haproxy.pid()).isPositive();
    }
  }

  private static String answer(int port, String request) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      RawClient.Answer answer = client.exchange(request);
      return answer.head() + answer.body();
    }
  }

  private static String configuration(int port) {
    return """
    defaults
      mode http
      timeout client 5s
      timeout http-request 300ms
      timeout server 5s
      timeout connect 5s
    listen l
      bind 127.0.0.1:%d
    """
        .formatted(port);
  }
}
