package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentRulesOracleTest {
  private RawOrigin echo;
  private RawOrigin greeter;
  private Duel duel;

  ContentRulesOracleTest() throws IOException {
    echo = RawOrigin.start(server -> server.send("echo:" + server.readToEnd()));
    greeter =
        RawOrigin.start(
            server -> {
              server.send("22");
              server.readExactly(1);
              server.send("0 ready");
              server.readToEnd();
            });
    duel =
        Duel.start(
            TEXT.replace("ECHO", "127.0.0.1:" + echo.port())
                .replace("GREETER", "127.0.0.1:" + greeter.port()));
  }

  @BeforeAll
  void bothRun() {
    assertThat(duel.ours("length")).isNotEqualTo(duel.theirs("length"));
  }

  @AfterAll
  void end() {
    duel.close();
    echo.close();
    greeter.close();
  }

  private static final String TEXT =
      """
      listen length
        bind 127.0.0.1:{length}
        tcp-request inspect-delay 3s
        tcp-request content accept if { req.len ge 5 }
        tcp-request content reject
        server o ECHO
      listen waiting
        bind 127.0.0.1:{waiting}
        tcp-request inspect-delay 150ms
        tcp-request content accept if WAIT_END
        tcp-request content reject
        server o ECHO
      listen hasty
        bind 127.0.0.1:{hasty}
        tcp-request content reject if { req.len gt 0 }
        server o ECHO
      listen negated
        bind 127.0.0.1:{negated}
        tcp-request inspect-delay 150ms
        tcp-request content reject if !{ req.payload(0,4) -m str open }
        server o ECHO
      frontend split
        bind 127.0.0.1:{split}
        tcp-request inspect-delay 3s
        tcp-request content accept if { req.len ge 2 }
        use_backend greeting if { req.payload(0,2) -m str hi }
        use_backend echoing unless { req.payload(0,2) -m str no }
      frontend spoken
        bind 127.0.0.1:{spoken}
        tcp-request inspect-delay 3s
        tcp-request content reject if { path /no }
        tcp-request content accept if HTTP
        tcp-request content reject
        use_backend greeting if { hdr(host) greeter }
        default_backend echoing
      backend greeting
        server o GREETER
      backend echoing
        tcp-request inspect-delay 3s
        tcp-request content reject if { req.payload(2,3) -m str bad }
        server o ECHO
      listen answer
        bind 127.0.0.1:{answer}
        tcp-response inspect-delay 3s
        tcp-response content reject if { res.payload(0,3) -m str 220 }
        server o GREETER
      listen answerok
        bind 127.0.0.1:{answerok}
        tcp-response inspect-delay 3s
        tcp-response content accept if { res.payload(0,3) -m str 220 }
        tcp-response content reject
        server o GREETER
      listen answerathand
        bind 127.0.0.1:{answerathand}
        tcp-request inspect-delay 3s
        tcp-request content reject unless { payload(0,1) -m str x }
        tcp-response inspect-delay 3s
        tcp-response content set-var(txn.said) payload(0,3) if { res.len ge 3 }
        tcp-response content reject unless { var(txn.said) -m str 220 }
        server o GREETER
      listen answerclose
        bind 127.0.0.1:{answerclose}
        tcp-response inspect-delay 3s
        tcp-response content close if { res.payload(0,3) -m str 220 }
        server o GREETER
      listen connectionreject
        bind 127.0.0.1:{connectionreject}
        tcp-request connection reject if { src 127.0.0.0/8 }
        server o ECHO
      listen sessionreject
        bind 127.0.0.1:{sessionreject}
        tcp-request session reject unless { src 10.0.0.0/8 }
        server o ECHO
      listen dropped
        bind 127.0.0.1:{dropped}
        tcp-request connection silent-drop
        server o ECHO
      listen late
        bind 127.0.0.1:{late}
        tcp-request inspect-delay 3s
        tcp-request content silent-drop if { req.len gt 0 }
        server o ECHO
      listen web
        mode http
        bind 127.0.0.1:{web}
        tcp-request inspect-delay 150ms
        tcp-request content reject if { path /no }
        tcp-request content accept if WAIT_END
        http-request return status 200 content-type text/plain string served
      """;

  /** Sends the parts one after the other, ends, and reads all. */
  private static String say(int port, String... parts) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      for (String part : parts) {
        client.send(part);
      }
      client.endOutput();
      return client.readToEnd();
    } catch (IOException reset) {
      return "";
    }
  }

  @Test
  void aRuleWaitsForAsManyBytesAsItNeeds() throws IOException {
    assertThat(duel.same("length", port -> say(port, "ab", "cde"))).isEqualTo("echo:abcde");
  }

  @Test
  void theEndOfWhatTheClientSaysEndsTheWait() throws IOException {
    assertThat(duel.same("length", port -> say(port, "ab"))).isEmpty();
  }

  @Test
  void waitEndHoldsWhenTheDelayIsOver() throws IOException {
    assertThat(
            duel.same(
                "waiting",
                port -> {
                  try (RawClient client = RawClient.connect(port)) {
                    client.send("early");
                    client.endOutput();
                    return client.readToEnd();
                  }
                }))
        .isEqualTo("echo:early");
  }

  @Test
  void withoutADelayRulesDecideBeforeAnythingCame() throws IOException {
    assertThat(duel.same("hasty", port -> connectThenSay(port, "late"))).isEqualTo("echo:late");
  }

  /** Lets the proxy decide first: the origin has the connection before a byte is sent. */
  private String connectThenSay(int port, String text) throws IOException {
    int before = echo.connections().size();
    try (RawClient client = RawClient.connect(port)) {
      while (echo.connections().size() == before) {
        Thread.onSpinWait();
      }
      client.send(text);
      client.endOutput();
      return client.readToEnd();
    }
  }

  @Test
  void aNegatedConditionWaitsLikeThePlainOne() throws IOException {
    assertThat(duel.same("negated", port -> say(port, "op", "en"))).isEqualTo("echo:open");
    assertThat(duel.same("negated", port -> say(port, "shut"))).isEmpty();
  }

  @Test
  void backendsAreChosenByTheFirstBytes() throws IOException {
    assertThat(duel.same("split", port -> say(port, "hi"))).isEqualTo("220 ready");
    assertThat(duel.same("split", port -> say(port, "x", "yzuv"))).isEqualTo("echo:xyzuv");
    assertThat(duel.same("split", port -> say(port, "xybad"))).isEmpty();
    assertThat(duel.same("split", port -> say(port, "no"))).isEmpty();
  }

  @Test
  void theFirstBytesMayBeAnHttpRequest() throws IOException {
    String head = " HTTP/1.1\r\nHost: greeter\r\n\r\n";
    assertThat(duel.same("spoken", port -> say(port, "GET /y", "es", head))).isEqualTo("220 ready");
    assertThat(duel.same("spoken", port -> say(port, "GET /old\r\n")))
        .isEqualTo("echo:GET /old\r\n");
    assertThat(duel.same("spoken", port -> say(port, "GET /n", "o", head))).isEmpty();
    assertThat(duel.same("spoken", port -> say(port, "GET /unfinished\r"))).isEmpty();
    assertThat(duel.same("spoken", port -> say(port, "SSH-2.0-client\r\n"))).isEmpty();
  }

  @Test
  void rulesAboutAnswersWaitForTheServer() throws IOException {
    assertThat(duel.same("answer", port -> say(port, "x"))).isEmpty();
    assertThat(duel.same("answerok", port -> say(port, "x"))).isEqualTo("220 ready");
    assertThat(duel.same("answerathand", port -> say(port, "x"))).isEqualTo("220 ready");
    assertThat(duel.same("answerathand", port -> say(port, "y"))).isEmpty();
    assertThat(duel.same("answerclose", port -> say(port, "x"))).isEqualTo("220 ready");
  }

  @Test
  void connectionsAndSessionsAreRejected() throws IOException {
    assertThat(duel.same("connectionreject", port -> say(port, "x"))).isEmpty();
    assertThat(duel.same("sessionreject", port -> say(port, "x"))).isEmpty();
  }

  @Test
  void whoeverIsDroppedHearsNothing() throws IOException {
    assertThat(duel.same("dropped", port -> silence(port, ""))).isEqualTo("nothing");
    assertThat(duel.same("late", port -> silence(port, "x"))).isEqualTo("nothing");
  }

  private static String silence(int port, String text) throws IOException {
    try (RawClient client = RawClient.connect(port, 300)) {
      client.send(text);
      int first = client.socket().getInputStream().read();
      return "read " + first;
    } catch (SocketTimeoutException nothing) {
      return "nothing";
    } catch (IOException reset) {
      return "reset";
    }
  }

  private static final String POST =
      """
      POST / HTTP/1.1
      Host: h
      Connection: close
      Content-Length: 5

      """;

  @Test
  void inModeHttpContentRulesSeeTheRequest() throws IOException {
    assertThat(duel.same("web", port -> say(port, "GET /no HTTP/1.1\r\nHost: h\r\n\r\n")))
        .isEmpty();
    assertThat(
            duel.same(
                "web", port -> say(port, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")))
        .endsWith("served");
    assertThat(duel.same("web", port -> say(port, POST.replace("\n", "\r\n"), "12345")))
        .endsWith("served");
  }
}
