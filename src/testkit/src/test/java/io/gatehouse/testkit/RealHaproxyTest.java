package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RealHaproxyTest {
  @BeforeEach
  void needsTheProgram() {
    assumeTrue(RealHaproxy.installed(), "the program haproxy is not installed");
  }

  @Test
  void forwardsToAnOriginThatRemembersWhatItReceived() throws IOException {
    int port = RealHaproxy.freePort();
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        RealHaproxy haproxy = RealHaproxy.start(proxy(port, origin.port()));
        RawClient client = RawClient.connect(port)) {
      RawClient.Answer answer = client.exchange("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hi");
      assertThat(origin.received()).isEqualTo("GET /a HTTP/1.1\r\nhost: h\r\n\r\n");
      assertThat(haproxy.command("show info")).contains("Version:");
    }
  }

  @Test
  void reportsTheProgramsOwnWordsWhenItRefusesAConfiguration() {
    assertThatThrownBy(() -> RealHaproxy.start("frontend f\n  bogus\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown keyword 'bogus'");
  }

  private static String proxy(int port, int originPort) {
    return """
    defaults
      mode http
      timeout client 5s
      timeout server 5s
      timeout connect 5s
    listen l
      bind 127.0.0.1:%d
      server s 127.0.0.1:%d
    """
        .formatted(port, originPort);
  }
}
