package io.gatehouse.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Backend;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.HttpOptions;
import io.gatehouse.model.Mode;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawClient.Answer;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpModeTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String SWITCHED =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nhi";
  private static final String GET = "GET /a?b HTTP/1.1\r\nHost: h\r\n\r\n";

  @Test
  void manyRequestsOfOneClientUseOneServerConnection() throws IOException {
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.exchange(GET).body()).isEqualTo("ok");
      }
      assertThat(origin.connections()).hasSize(1);
      assertThat(origin.received()).isEqualTo(GET.repeat(5));
    }
  }

  @Test
  void anUneditedResponseArrivesByteForByte() throws IOException {
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.exchange(GET);
      assertThat(client.received()).isEqualTo(OK);
    }
  }

  @Test
  void serverCloseOpensAConnectionForEachRequest() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.connection = HttpOptions.ConnectionMode.SERVER_CLOSE;
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = models.server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.exchange(GET);
      client.exchange(GET);
      assertThat(origin.connections()).hasSize(2);
      assertThat(origin.connections().get(0).received()).contains("connection: close\r\n");
    }
  }

  @Test
  void httpcloseEndsBothConnectionsAndSaysSo() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.connection = HttpOptions.ConnectionMode.CLOSE;
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = models.server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      Answer answer = client.exchange(GET);
      assertThat(RawConnection.header(answer.head(), "connection")).isEqualTo("close");
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  while (true) {
                    String path = server.readHead().split(" ", 3)[1];
                    server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + path);
                  }
                });
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.send(get("/1") + get("/2") + get("/3"));
      assertThat(client.readAnswer().body()).isEqualTo("/1");
      assertThat(client.readAnswer().body()).isEqualTo("/2");
      assertThat(client.readAnswer().body()).isEqualTo("/3");
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }

  @Test
  void chunkedBodiesGoThroughBothWaysAsTheyCame() throws IOException {
    String chunks = "3\r\nabc\r\n10;x=y\r\n0123456789abcdef\r\n0\r\nT: v\r\n\r\n";
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  while (true) {
                    String body = server.readBody(server.readHead());
                    server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
                  }
                });
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      String head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
      assertThat(client.exchange(head + chunks).body()).isEqualTo(chunks);
      assertThat(client.exchange(head + chunks).body()).isEqualTo(chunks);
    }
  }

  @Test
  void withoutServersTheAnswerIs503AndTheConnectionStays() throws IOException {
    try (DataPlane plane = new Models(Mode.HTTP).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.exchange(GET).status()).isEqualTo(503);
      assertThat(client.exchange(GET).status()).isEqualTo(503);
    }
  }

  @Test
  void aSilentServerIsAnsweredWith504() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.serverTimeout = Duration.ofMillis(100);
    try (RawOrigin origin = RawOrigin.start(RawConnection::readToEnd);
        DataPlane plane = models.server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.exchange(GET).status()).isEqualTo(504);
    }
  }

  @Test
  void aClientThatSaysNothingIsAnsweredWith408() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.requestTimeout = Duration.ofMillis(100);
    try (DataPlane plane = models.start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.send("GET / HT");
      assertThat(client.readAnswer().status()).isEqualTo(408);
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void aMalformedRequestIsAnsweredWith400() throws IOException {
    try (DataPlane plane = new Models(Mode.HTTP).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.exchange("GET / HTTP/1.1\r\nbad header: x\r\n\r\n").status())
          .isEqualTo(400);
    }
  }

  @Test
  void aServerThatClosesWithoutAnAnswerIsAnsweredWith502() throws IOException {
    try (RawOrigin origin = RawOrigin.start(RawConnection::readHead);
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.exchange(GET).status()).isEqualTo(502);
    }
  }

  @Test
  void aFullServerMakesTheNextRequestWait() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Models models = new Models(Mode.HTTP);
    models.maxconn = 1;
    models.reuse = Backend.ReuseMode.NEVER;
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  server.readHead();
                  server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
                  try {
                    release.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  server.send("ok");
                });
        DataPlane plane = models.server(origin.port()).start();
        RawClient first = RawClient.connect(Models.port(plane));
        RawClient second = RawClient.connect(Models.port(plane))) {
      first.send(GET);
      first.readHead();
      second.send(GET);
      release.countDown();
      assertThat(first.readExactly(2)).isEqualTo("ok");
      assertThat(second.readAnswer().body()).isEqualTo("ok");
      assertThat(plane.backends().iterator().next().servers().get(0).counters().sessions.highest())
          .isEqualTo(1);
    }
  }

  @Test
  void aDeadServerIsReplacedByTheNextOne() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.redispatch = -1;
    try (RawOrigin alive = RawOrigin.answering(OK);
        DataPlane plane = models.server(TcpModeTest.closedPort()).server(alive.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.exchange(GET).body()).isEqualTo("ok");
      assertThat(plane.backends().iterator().next().counters().redispatches.sum()).isEqualTo(1);
    }
  }

  @Test
  void withoutRetriesADeadServerIsAnsweredWith503() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.retries = 0;
    try (DataPlane plane = models.server(TcpModeTest.closedPort()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.exchange(GET).status()).isEqualTo(503);
    }
  }

  @Test
  void aResponseWithoutLengthEndsWithTheConnection() throws IOException {
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  server.readHead();
                  server.send("HTTP/1.1 200 OK\r\n\r\nall of it");
                });
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.send(GET);
      assertThat(client.readToEnd()).endsWith("connection: close\r\n\r\nall of it");
    }
  }

  @Test
  void theBodyFollowsAfterTheServersContinue() throws IOException {
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  String head = server.readHead();
                  server.send("HTTP/1.1 100 Continue\r\n\r\n");
                  server.send(
                      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + server.readBody(head));
                });
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
      client.send("body");
      assertThat(client.readAnswer().body()).isEqualTo("body");
    }
  }

  @Test
  void anUpgradeBecomesATunnel() throws IOException {
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  server.readHead();
                  server.send(SWITCHED);
                  server.send(server.readExactly(4));
                });
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(client.readExactly(2)).isEqualTo("hi");
      client.send("\0\1\2\3");
      assertThat(client.readExactly(4)).isEqualTo("\0\1\2\3");
    }
  }

  @Test
  void headHasNoBodyWhateverItsLengthSays() throws IOException {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      String head = "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n";
      client.send(head);
      assertThat(client.readHead()).contains("99");
      client.send(head);
      assertThat(client.readHead()).contains("99");
    }
  }

  @Test
  void theClientsAddressIsTheLastForwardedFor() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.forwardFor =
        Optional.of(new HttpOptions.AddressHeader("X-Forwarded-For", Optional.empty(), false));
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = models.server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      String head = "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 9.9.9.9\r\n";
      client.exchange(head + "\r\n");
      assertThat(origin.received()).isEqualTo(head + "X-Forwarded-For: 127.0.0.1\r\n\r\n");
    }
  }

  @Test
  void theMonitorIsAnsweredWithoutAServer() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.monitor =
        Optional.of(new Frontend.Monitor(Optional.of("/up"), Optional.empty(), List.of(), false));
    try (DataPlane plane = models.start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.exchange(get("/up")).status()).isEqualTo(200);
    }
  }

  @Test
  void aPooledConnectionThatTheServerClosedIsReplaced() throws IOException {
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  server.readHead();
                  server.send(OK);
                  server.readHead();
                });
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.exchange(GET).body()).isEqualTo("ok");
      assertThat(client.exchange(GET).body()).isEqualTo("ok");
      assertThat(origin.connections()).hasSize(2);
    }
  }

  @Test
  void aLargeBodyCrossesBothWaysWithoutLoss() throws IOException {
    int size = 2_000_000;
    String body = "0123456789abcdef".repeat(size / 16);
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  String got = server.readBody(server.readHead());
                  server.send(
                      "HTTP/1.1 200 OK\r\nContent-Length: " + got.length() + "\r\n\r\n" + got);
                });
        DataPlane plane = new Models(Mode.HTTP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      String head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + size + "\r\n\r\n";
      assertThat(client.exchange(head + body).body()).isEqualTo(body);
    }
  }
}
