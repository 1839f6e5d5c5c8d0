package io.gatehouse.dataplane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import io.gatehouse.testkit.SmugglingTable;
import io.gatehouse.testkit.SmugglingTable.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table's verdicts are those of the real HAProxy, but for the differences it states. */
class SmugglingOracleTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private static volatile String answer = OK;
  private static int port;
  private static RawOrigin origin;
  private static RealHaproxy haproxy;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(RealHaproxy.installed(), "the program haproxy is not installed");
    port = RealHaproxy.freePort();
    origin =
        RawOrigin.start(
            connection -> {
              connection.readBody(connection.readHead());
              connection.send(answer);
            });
    haproxy =
        RealHaproxy.start(
            """
            defaults
              mode http
              retries 0
              timeout client 4s
              timeout server 4s
              timeout connect 4s
            listen l
              bind 127.0.0.1:%d
              server s 127.0.0.1:%d
            """
                .formatted(port, origin.port()));
  }

  @AfterAll
  static void stop() {
    if (haproxy != null) {
      haproxy.close();
      origin.close();
    }
  }

  @Test
  void requestsMeetTheSameVerdict() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Case sample : SmugglingTable.requests()) {
      answer = OK;
      origin.forget();
      String head = ask(sample.send());
      String status = head.isEmpty() ? "none" : head.substring(9, 12);
      String verdict = status.equals("200") ? "forward" : status;
      List<RawConnection> seen = origin.connections();
      String received = seen.isEmpty() ? "" : firstHead(seen.get(0).received());
      compare(sample, verdict, received, differences);
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void responsesMeetTheSameVerdict() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Case sample : SmugglingTable.responses()) {
      answer = sample.send();
      String head = ask(sample.ask() + " / HTTP/1.1\r\nHost: h\r\n\r\n");
      boolean refused = head.isEmpty() || head.startsWith("HTTP/1.1 502 Bad Gateway");
      compare(sample, refused ? "502" : "forward", head, differences);
    }
    assertThat(differences).isEmpty();
  }

  private static String ask(String bytes) throws IOException {
    try (RawClient client = RawClient.connect(port, 6_000)) {
      return client.send(bytes).readHead();
    } catch (java.io.EOFException closedWithoutAnswer) {
      return "";
    }
  }

  private static String firstHead(String received) {
    int end = received.indexOf("\r\n\r\n");
    return end < 0 ? received : received.substring(0, end + 4);
  }

  private static void compare(Case sample, String verdict, String head, List<String> differences) {
    String does = verdict;
    if (verdict.equals("forward") && sample.forwards()) {
      String expected = SmugglingTable.comparable(sample.forwarded());
      does = SmugglingTable.comparable(head).equals(expected) ? does : "forward differently";
    }
    if (!List.of(sample.haproxy26().split(" or ")).contains(does)) {
      differences.add(sample + ": not " + sample.haproxy26() + " but " + does + "\n" + head);
    }
  }
}
