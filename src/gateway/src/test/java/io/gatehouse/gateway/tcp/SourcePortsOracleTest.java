package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Servers that are connected to from a range of ports, as by the real HAProxy. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcePortsOracleTest {
  private static final String TEXT =
      """
      listen ring
        mode http
        bind 127.0.0.1:{ring}
        http-reuse never
        server s 127.0.0.1:{tell} source 127.0.0.41:7001-7005
      listen few
        mode http
        bind 127.0.0.1:{few}
        http-reuse never
        retries 0
        server s 127.0.0.1:{tell} source 127.0.0.42:7001-7002
      listen taken
        mode http
        bind 127.0.0.1:{taken}
        http-reuse never
        server s 127.0.0.1:{tell} source 127.0.0.43:7001-7004
      listen tell
        mode http
        bind 127.0.0.1:{tell}
        http-request return status 200 content-type text/plain lf-string "%[src]:%[src_port]."
      """;

  private final Duel duel;

  SourcePortsOracleTest() throws IOException {
    duel = Duel.start(TEXT);
  }

  @AfterAll
  void end() {
    duel.close();
  }

  /** The last line of each answer, all connections being open until the last one has answered. */
  private static String ask(int port, int times) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    StringBuilder seen = new StringBuilder();
    try {
      for (int i = 0; i < times; i++) {
        RawClient client = RawClient.connect(port);
        clients.add(client);
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        String head = client.readHead();
        boolean fine = head.startsWith("HTTP/1.1 200 ");
        seen.append(fine ? client.readExactly("127.0.0.41:7001.".length()) : head.substring(9, 12));
        seen.append(' ');
      }
    } finally {
      clients.forEach(RawClient::close);
    }
    return seen.toString();
  }

  @Test
  void eachConnectionTakesTheNextPort() throws IOException {
    assertThat(duel.same("ring", port -> ask(port, 3)))
        .isEqualTo("127.0.0.41:7001. 127.0.0.41:7002. 127.0.0.41:7003. ");
  }

  @Test
  void withoutAPortLeftThereIsNoConnection() throws IOException {
    assertThat(duel.same("few", port -> ask(port, 3)))
        .isEqualTo("127.0.0.42:7001. 127.0.0.42:7002. 503 ");
  }

  @Test
  void portsOfOthersAreLeftOut() throws IOException {
    InetAddress address = InetAddress.getByName("127.0.0.43");
    try (ServerSocket first = new ServerSocket(7001, 1, address);
        ServerSocket second = new ServerSocket(7002, 1, address)) {
      assertThat(first.isBound() && second.isBound()).isTrue();
      assertThat(duel.same("taken", port -> ask(port, 2)))
          .isEqualTo("127.0.0.43:7003. 127.0.0.43:7004. ");
    }
  }
}
