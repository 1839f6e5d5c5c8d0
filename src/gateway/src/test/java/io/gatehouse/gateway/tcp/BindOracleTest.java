package io.gatehouse.gateway.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BindOracleTest {
  private static final String TEXT =
      """
      frontend both
        mode http
        bind :::{both} v4v6 name dual id 7
        http-request return status 200 content-type text/plain lf-string \
      "%[src] %[dst] %[so_id] %[so_name]"
      frontend six
        mode http
        bind :::{six} v6only
        http-request return status 200 content-type text/plain lf-string "%[src]"
      frontend several
        mode http
        bind 127.0.0.1:{several},127.0.0.2:{several} name both
        bind 127.0.0.3:{several} interface lo tfo defer-accept mss 1400 tcp-ut 30s backlog 12
        http-request return status 200 content-type text/plain lf-string "%[dst] %[so_id]"
      frontend chain
        mode http
        bind 127.0.0.1:{chain}
        default_backend abstract
      backend abstract
        mode http
        server s abns@gatehouse-{chain}
      frontend inside
        mode http
        bind abns@gatehouse-{chain}
        http-request return status 200 content-type text/plain lf-string "<%[src]>"
      frontend narrow
        mode http
        bind 127.0.0.1:{narrow} maxconn 1
        http-request return status 200 content-type text/plain string in
      frontend paced
        mode http
        bind 127.0.0.1:{paced}
        rate-limit sessions 4
        http-request return status 200 content-type text/plain string in
      frontend tight
        mode http
        bind 127.0.0.1:{tight}
        maxconn 1
        http-request return status 200 content-type text/plain string in
      """;

  private final Duel duel = Duel.start(TEXT);

  BindOracleTest() throws IOException {}

  @AfterAll
  void end() {
    duel.close();
  }

  /** More than the limit arrive at once: all are served, but not in the same second. */
  @Test
  void aRateLimitLetsNewcomersWait() throws IOException {
    assertThat(
            duel.same(
                "paced",
                port -> {
                  long start = System.nanoTime();
                  StringBuilder answers = new StringBuilder();
                  for (int i = 0; i < 6; i++) {
                    answers.append(ask("127.0.0.1", port));
                  }
                  boolean waited = System.nanoTime() - start > 200_000_000L;
                  return answers + (waited ? " after a while" : " at once");
                }))
        .isEqualTo("inininininin after a while");
  }

  private static String ask(String host, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(5_000);
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), 5_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    } catch (ConnectException refused) {
      return "refused";
    }
  }

  @Test
  void clientsOfIpv4AreMappedAtASocketOfIpv6() throws IOException {
    assertThat(duel.same("both", port -> ask("127.0.0.1", port)))
        .isEqualTo("::ffff:127.0.0.1 ::ffff:127.0.0.1 7 dual");
    assertThat(duel.same("both", port -> ask("::1", port))).isEqualTo("::1 ::1 7 dual");
  }

  @Test
  void v6onlyLeavesIpv4Alone() throws IOException {
    assertThat(duel.same("six", port -> ask("127.0.0.1", port))).isEqualTo("refused");
    assertThat(duel.same("six", port -> ask("::1", port))).isEqualTo("::1");
  }

  @Test
  void eachAddressOfALineIsASocketOfItsOwn() throws IOException {
    assertThat(duel.same("several", port -> ask("127.0.0.1", port))).isEqualTo("127.0.0.1 1");
    assertThat(duel.same("several", port -> ask("127.0.0.2", port))).isEqualTo("127.0.0.2 2");
    assertThat(duel.same("several", port -> ask("127.0.0.3", port))).isEqualTo("127.0.0.3 3");
  }

  @Test
  void abstractSocketsConnectAndListen() throws IOException {
    assertThat(duel.same("chain", port -> ask("127.0.0.1", port))).isEqualTo("<>");
  }

  @Test
  void serversAtAbstractSocketsAreChecked() throws IOException {
    int port = RealHaproxy.freePort();
    String outside =
        """
        listen outside
          mode http
          bind 127.0.0.1:%1$d
          server s abns@gatehouse-%1$d check inter 50ms
        """
            .formatted(port);
    String inside =
        """
        listen inside
          mode http
          bind abns@gatehouse-%1$d
          http-request return status 200 content-type text/plain string in
        """
            .formatted(port);
    try (DataPlane first = Duel.plane(outside)) {
      assertThat(first.listeners()).hasSize(1);
      awaitAnswer(port, "503 Service Unavailable");
      try (DataPlane second = Duel.plane(inside)) {
        assertThat(second.listeners()).hasSize(1);
        awaitAnswer(port, "in");
      }
    }
  }

  private static void awaitAnswer(int port, String text) throws IOException {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!ask("127.0.0.1", port).contains(text)) {
      assertThat(System.nanoTime()).isLessThan(patience);
    }
  }

  @Test
  void whoeverIsOneTooManyWaitsUntilAnotherLeaves() throws IOException {
    for (String limit : new String[] {"narrow", "tight"}) {
      assertThat(duel.same(limit, BindOracleTest::twoAtOnce)).isEqualTo("in waits in");
    }
  }

  private static String twoAtOnce(int port) throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    RawClient first = RawClient.connect(port);
    StringBuilder seen = new StringBuilder(first.exchange(request).body());
    // Our other event loop may take one more until it has heard that the limit is reached.
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    try (RawClient second = RawClient.connect(port)) {
      second.send(request);
      second.socket().setSoTimeout(200);
      try {
        String early = second.readAnswer().body();
        return seen.append(" early ").append(early).toString();
      } catch (SocketTimeoutException waiting) {
        seen.append(" waits ");
      }
      second.socket().setSoTimeout(5_000);
      first.close();
      return seen.append(second.readAnswer().body()).toString();
    }
  }
}
