package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code usesrc hdr_ip}: servers see the address that a field of the request tells. */
@Timeout(60)
class ForeignSourceOracleTest {
  private static final List<String> FIELDS =
      List.of(
          "X-Forwarded-For: 127.0.0.5, 127.0.0.6\r\n",
          "X-Forwarded-For: 127.0.0.5\r\nX-Forwarded-For: 127.0.0.7\r\n",
          "X-Forwarded-For: 127.0.0.5:8080\r\n",
          "X-Forwarded-For: nonsense\r\n",
          "X-Forwarded-For: 127.0.0.5.6\r\n",
          "X-Forwarded-For: ::1\r\n",
          "X-Forwarded-For:\r\n",
          "");

  @BeforeEach
  void capable() {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs CAP_NET_ADMIN");
  }

  /** One of the two proxies. */
  private record Side(int entry, int tell) {
    static Side free() throws IOException {
      return new Side(RealHaproxy.freePort(), RealHaproxy.freePort());
    }

    String text(String mode, String words) {
      return """
      defaults
        timeout client 5s
        timeout server 5s
        timeout connect 5s
      listen entry
        mode %s
        bind 127.0.0.1:%d
        server s 127.0.0.1:%d source 127.0.0.9 usesrc %s
      listen tell
        mode http
        bind 127.0.0.1:%d
        http-request return status 200 content-type text/plain lf-string "%%[src]"
      """
          .formatted(mode, entry, tell, words, tell);
    }

    String ask(String fields) throws IOException {
      try (RawClient client = RawClient.connect(entry)) {
        client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + fields + "\r\n");
        String answer = client.readToEnd();
        return answer.isEmpty() ? "" : answer.substring(0, 12) + answer.substring(end(answer));
      }
    }

    private static int end(String answer) {
      return answer.indexOf("\r\n\r\n") + 4;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hdr_ip(X-Forwarded-For)",
        "hdr_ip(x-forwarded-for,-2)",
        "hdr_ip(x-forwarded-for,2)",
        "hdr_ip(x-forwarded-for,0)"
      })
  void serversSeeTheSameAddresses(String words) throws IOException {
    compare("http", words);
  }

  @ParameterizedTest
  @ValueSource(strings = "hdr_ip(x-forwarded-for)")
  void withoutRequestsThereIsNoAddress(String words) throws IOException {
    compare("tcp", words);
  }

  private static void compare(String mode, String words) throws IOException {
    Side theirs = Side.free();
    Side ours = Side.free();
    try (BothProxies proxies =
        BothProxies.start(theirs.text(mode, words), ours.text(mode, words))) {
      for (String fields : FIELDS) {
        String expected = theirs.ask(fields);
        assertThat(ours.ask(fields)).as(fields).isEqualTo(expected);
      }
      assertThat(ended(() -> proxies.ourEndings("entry")))
          .isEqualTo(ended(() -> proxies.theirEndings("entry")));
    }
  }

  /** Reads how exchanges ended. */
  private interface Log {
    List<String> endings() throws IOException;
  }

  private static List<String> ended(Log log) throws IOException {
    while (log.endings().size() < FIELDS.size()) {
      Thread.onSpinWait();
    }
    // The client may be gone before the line is written: the next one may overtake it.
    return log.endings().stream().map(line -> line.substring(line.indexOf(' '))).sorted().toList();
  }
}
