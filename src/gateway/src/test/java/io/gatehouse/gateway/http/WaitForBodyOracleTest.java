package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.runtime.Peers;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code http-response wait-for-body} by the real haproxy and by us. */
@Timeout(60)
final class WaitForBodyOracleTest {
  private static final long GAP_NANOS = 20_000_000;
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CONFIGURATION =
      """
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 1s
      frontend fe
        bind 127.0.0.1:PORT
        http-response set-header x-frontend %[res.body_len] if { capture.req.uri -m beg /whole }
        default_backend be
      backend be
        http-response wait-for-body time 150ms if { capture.req.uri -m beg /never /least }
        http-response wait-for-body time 4s at-least 3 if { capture.req.uri -m beg /least }
        http-response wait-for-body time 4s unless { capture.req.uri -m beg /never /least }
        http-response set-header x-waited yes
        http-response deny deny_status 403 if { res.body -m sub secret }
        server s 127.0.0.1:ORIGIN
      """;

  /** What the server answers, in parts that come one after the other. */
  private static void serve(RawConnection connection) throws IOException {
    while (true) {
      String head = connection.readHead();
      String path = head.split(" ")[1];
      switch (path) {
        case "/whole" -> parts(connection, OK + "Content-Length: 6\r\n\r\n", "abc", "def");
        case "/secret" -> parts(connection, OK + "Content-Length: 9\r\n\r\n", "a sec", "ret!");
        case "/never" -> parts(connection, OK + "Content-Length: 6\r\n\r\n", "abc");
        case "/chunked" ->
            parts(connection, OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc", "\r\n0\r\n\r\n");
        case "/big" ->
            parts(
                connection,
                OK + "Content-Length: 40000\r\n\r\n",
                "x".repeat(20_000),
                "y".repeat(20_000));
        case "/none" -> parts(connection, "HTTP/1.1 204 No Content\r\n\r\n");
        case "/open" -> {
          parts(connection, OK + "\r\n", "abc", "def");
          return;
        }
        case "/cut" -> {
          parts(connection, OK + "Content-Length: 6\r\n\r\n", "abc");
          return;
        }
        default -> parts(connection, OK + "Content-Length: 0\r\n\r\n");
      }
    }
  }

  private static void parts(RawConnection connection, String... parts) throws IOException {
    for (String part : parts) {
      connection.send(part);
      // The next part is to be a packet of its own.
      LockSupport.parkNanos(GAP_NANOS);
    }
  }

  private static String ask(int port, String path) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      String head = client.readHead();
      List<String> shown = new ArrayList<>();
      shown.add(head.lines().findFirst().orElse(""));
      for (String field : List.of("x-waited", "x-frontend", "content-length")) {
        shown.add(field + "=" + RawConnection.header(head, field));
      }
      shown.add(head.startsWith("HTTP/1.1 200") ? client.readToEnd() : "");
      return String.join("\n", shown);
    }
  }

  @Test
  void answersAreHeldBackAlike() throws IOException {
    Needs.programs("haproxy");
    List<Integer> ports = new ArrayList<>();
    try (RawOrigin origin = RawOrigin.start(WaitForBodyOracleTest::serve);
        Peers peers =
            Peers.start(
                port -> {
                  ports.add(port);
                  return CONFIGURATION
                      .replace("PORT", Integer.toString(port))
                      .replace("ORIGIN", Integer.toString(origin.port()));
                })) {
      assertThat(peers.ours("admin", "show info\n")).isNotEmpty();
      for (String path :
          List.of(
              "/whole", "/secret", "/never", "/chunked", "/big", "/none", "/open", "/cut", "/x")) {
        String expected = ask(ports.get(0), path);
        assertThat(ask(ports.get(1), path)).as(path).isEqualTo(expected);
      }
      assertThat(ask(ports.get(1), "/whole")).contains("x-frontend=6").endsWith("abcdef");
      assertThat(ask(ports.get(1), "/never")).startsWith("HTTP/1.1 504");
      assertThat(ask(ports.get(1), "/secret")).startsWith("HTTP/1.1 403");
    }
  }
}
