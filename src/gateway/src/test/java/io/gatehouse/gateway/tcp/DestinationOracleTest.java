package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DestinationOracleTest {
  private static final String TEXT =
      """
      listen named
        mode http
        bind 127.0.0.1:{named}
        use-server b if { path_beg /b }
        use-server down if { path_beg /down }
        use-server c unless { path_beg /a }
        balance first
        server a 127.0.0.1:A
        server b 127.0.0.1:B
        server c 127.0.0.1:C
        server down 127.0.0.1:1 disabled
      listen firstbytes
        bind 127.0.0.1:{firstbytes}
        tcp-request inspect-delay 3s
        tcp-request content accept if { req.len ge 2 }
        use-server b if { req.payload(0,2) -m str bb }
        balance first
        server a 127.0.0.1:A
        server b 127.0.0.1:B
      listen dispatched
        mode http
        bind 127.0.0.1:{dispatched}
        dispatch 127.0.0.1:B
      listen elsewhere
        mode http
        bind 127.0.0.1:{elsewhere}
        server s 127.0.0.1:A redir http://elsewhere.example/base
      listen here
        mode http
        bind 127.0.0.1:{here}
        server s 127.0.0.1:A redir /
      listen sourced
        mode http
        bind 127.0.0.1:{sourced}
        source 127.0.0.5
        server s 127.0.0.1:{tell}
      listen sourcedserver
        mode http
        bind 127.0.0.1:{sourcedserver}
        source 127.0.0.5
        server s 127.0.0.1:{tell} source 127.0.0.6
      listen tell
        mode http
        bind 127.0.0.1:{tell}
        http-request return status 200 content-type text/plain lf-string "%[src]"
      """;

  private final RawOrigin a = naming("a");
  private final RawOrigin b = naming("b");
  private final RawOrigin c = naming("c");
  private final Duel duel;

  DestinationOracleTest() throws IOException {
    duel =
        Duel.start(
            TEXT.replace("127.0.0.1:A", "127.0.0.1:" + a.port())
                .replace("127.0.0.1:B", "127.0.0.1:" + b.port())
                .replace("127.0.0.1:C", "127.0.0.1:" + c.port()));
  }

  private static RawOrigin naming(String name) throws IOException {
    return RawOrigin.start(
        server -> {
          server.readExactly(2);
          server.send("HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\n" + name);
          server.readToEnd();
        });
  }

  @AfterAll
  void end() {
    duel.close();
    a.close();
    b.close();
    c.close();
  }

  private static String ask(int port, String line, String more) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client
          .send(line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + more + "\r\n")
          .readToEnd();
    }
  }

  @Test
  void useServerNamesTheServerWhileItIsUp() throws IOException {
    assertThat(duel.same("named", port -> ask(port, "GET /b", ""))).endsWith("\r\nb");
    assertThat(duel.same("named", port -> ask(port, "GET /x", ""))).endsWith("\r\nc");
    assertThat(duel.same("named", port -> ask(port, "GET /a", ""))).endsWith("\r\na");
    assertThat(duel.same("named", port -> ask(port, "GET /down", ""))).endsWith("\r\nc");
  }

  @Test
  void useServerLooksAtTheFirstBytes() throws IOException {
    assertThat(duel.same("firstbytes", port -> say(port, "bb"))).endsWith("\r\nb");
    assertThat(duel.same("firstbytes", port -> say(port, "cc"))).endsWith("\r\na");
  }

  private static String say(int port, String text) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send(text);
      client.endOutput();
      return client.readToEnd();
    }
  }

  @Test
  void dispatchIsTheOnlyDestination() throws IOException {
    assertThat(duel.same("dispatched", port -> ask(port, "GET /", ""))).endsWith("\r\nb");
  }

  @Test
  void safeRequestsAreSentToTheServerItself() throws IOException {
    String answer = duel.same("elsewhere", port -> ask(port, "GET /x?y=1", ""));
    assertThat(answer.toLowerCase(Locale.ROOT))
        .startsWith("http/1.1 302 ")
        .contains("location: http://elsewhere.example/base/x?y=1\r\n");
    assertThat(duel.same("here", port -> ask(port, "HEAD /x", ""))).contains("ocation: /x\r\n");
    assertThat(duel.same("elsewhere", port -> ask(port, "POST /", "Content-Length: 0\r\n")))
        .endsWith("\r\na");
  }

  @Test
  void serversSeeTheConfiguredSource() throws IOException {
    assertThat(duel.same("sourced", port -> ask(port, "GET /", ""))).endsWith("127.0.0.5");
    assertThat(duel.same("sourcedserver", port -> ask(port, "GET /", ""))).endsWith("127.0.0.6");
  }

  @Test
  void serversSeeTheClientsAddressWhereTheKernelAllowsIt() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs CAP_NET_ADMIN");
    try (Duel transparent =
        Duel.start(
            """
            listen asclient
              mode http
              bind 127.0.0.1:{asclient}
              http-request set-src hdr(x-client)
              server s 127.0.0.1:{tell} source 0.0.0.0 usesrc clientip
            listen tell
              mode http
              bind 127.0.0.1:{tell}
              http-request return status 200 content-type text/plain lf-string "%[src]"
            """)) {
      String client = "X-Client: 127.0.0.77\r\n";
      assertThat(transparent.same("asclient", port -> ask(port, "GET /", client)))
          .endsWith("127.0.0.77");
    }
  }
}
