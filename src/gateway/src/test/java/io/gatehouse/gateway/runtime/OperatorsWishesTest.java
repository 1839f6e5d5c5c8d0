package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator asks for happens to the traffic. */
final class OperatorsWishesTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private final RawOrigin first = RawOrigin.answering(answer("first"));
  private final RawOrigin second = RawOrigin.answering(answer("second"));
  private final Gateway gateway;

  OperatorsWishesTest() throws IOException {
    gateway =
        Gateway.start(
            """
            global
              stats socket 127.0.0.1:0 level admin
            defaults
              mode http
              timeout client 5s
              timeout server 5s
              timeout connect 1s
            frontend fe
              bind 127.0.0.1:HTTP
              acl closed path -m beg /closed
              http-request deny if closed
              default_backend be
            backend be
              server s1 127.0.0.1:FIRST
            listen tcp
              mode tcp
              bind 127.0.0.1:TCP
              server t1 127.0.0.1:FIRST
            """
                .replace("HTTP", Integer.toString(RealHaproxy.freePort()))
                .replace("TCP", Integer.toString(RealHaproxy.freePort()))
                .replace("FIRST", Integer.toString(first.port())));
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @BeforeEach
  void traffic() throws IOException {
    assertThat(fetch("/")).isEqualTo("first");
  }

  @AfterEach
  void end() {
    gateway.close();
    first.close();
    second.close();
  }

  private static int port(Object address) {
    return ((InetSocketAddress) address).getPort();
  }

  private RawClient connect(String frontend) throws IOException {
    return RawClient.connect(port(gateway.plane().address(frontend)));
  }

  private String fetch(String path) throws IOException {
    try (RawClient client = connect("fe")) {
      RawClient.Answer answer = client.exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      return answer.status() == 200 ? answer.body() : Integer.toString(answer.status());
    }
  }

  private String say(String line) throws IOException {
    try (RawClient client = RawClient.connect(port(gateway.socket().addresses().getFirst()))) {
      client.send(line + "\n");
      return client.readToEnd();
    }
  }

  @Test
  void aServerInMaintenanceGetsNothing() throws IOException {
    assertThat(say("disable server be/s1")).isEqualTo("\n");
    assertThat(fetch("/")).isEqualTo("503");
    assertThat(say("enable server be/s1")).isEqualTo("\n");
    assertThat(fetch("/")).isEqualTo("first");
  }

  @Test
  void aServerMovesAndIsNotReachedAtItsOldPlace() throws IOException {
    assertThat(say("set server be/s1 addr 127.0.0.1 port " + second.port()))
        .contains("port changed from '" + first.port() + "' to '" + second.port() + "'");
    assertThat(fetch("/")).isEqualTo("second");
  }

  @Test
  void sessionsOfAServerAreEnded() throws IOException {
    try (RawClient client = connect("tcp")) {
      assertThat(client.exchange(REQUEST).body()).isEqualTo("first");
      assertThat(say("shutdown sessions server tcp/t1")).isEqualTo("\n");
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void aFrontendThatIsShutDownTakesNobody() throws IOException {
    int port = port(gateway.plane().address("fe"));
    assertThat(say("shutdown frontend fe")).isEqualTo("\n");
    assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(ConnectException.class);
    assertThat(say("show stat fe 1 -1")).contains(",STOP,");
  }

  @Test
  void anEntryOfAnAclWorksAtOnce() throws IOException {
    assertThat(fetch("/closed")).isEqualTo("403");
    assertThat(say("del acl #0 /closed;add acl #0 /open")).isEqualTo("\n\n");
    assertThat(fetch("/closed")).isEqualTo("first");
    assertThat(fetch("/open")).isEqualTo("403");
  }

  @Test
  void drainsTellHowLongSessionsAreKept() throws IOException {
    String head = "# bkname/svname used_cur sessions_left\n";
    assertThat(say("show servers drain")).isEqualTo(head + "\n");
    say("set server be/s1 state drain 1h");
    assertThat(say("show servers drain be")).matches(head + "be/s1 0 3[56]\\d\\d\n\n");
    say("set server be/s1 state drain");
    assertThat(say("show servers drain")).isEqualTo(head + "be/s1 0 -\n\n");
    say("set server be/s1 state ready");
    assertThat(say("show servers drain be")).isEqualTo(head + "\n");
    assertThat(say("set server be/s1 state drain soon")).contains("as '30m'");
  }
}
