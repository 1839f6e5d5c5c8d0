package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.testkit.RawClient;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections to servers that speak HTTP/2 are shared, what they cost and how they end. */
@Timeout(60)
class ServerHttp2LifeTest extends Http2Life {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  /** The first stream of Netty's clients: 1 is that of a connection upgraded from HTTP/1. */
  private static final int FIRST = 3;

  private final Endings endings = new Endings();

  private DataPlane plane(Http2Origin origin, String lines, String options) {
    return BothProxies.plane(
        """
        defaults
          mode http
          timeout client 20s
          timeout server 20s
          timeout connect 8s
        listen l
          bind 127.0.0.1:%d
          %s
          server a 127.0.0.1:%d proto h2 %s
        """
            .formatted(port, lines, origin.port(), options),
        endings);
  }

  private RawClient client() throws IOException {
    return RawClient.connect(port, 20_000);
  }

  /** Answers when so many requests have come on its connections, all at once. */
  private static Http2Origin.Script together(AtomicInteger awaited) {
    return (client, here) -> {
      for (int id = client.next(); id != 0; id = client.next()) {
        here.requests().add(client.text(id));
        if (here.requests().size() % awaited.get() == 0) {
          for (int earlier = 1; earlier <= id; earlier += 2) {
            if (client.text(earlier).endsWith("END")) {
              Http2Origin.ok(client, earlier);
            }
          }
        }
      }
    };
  }

  @Test
  void exchangesShareOneConnection() throws Exception {
    AtomicInteger awaited = new AtomicInteger(1);
    try (Http2Origin origin = Http2Origin.start(together(awaited));
        DataPlane plane = plane(origin, "http-reuse always", "");
        RawClient first = client()) {
      assertThat(first.exchange(GET).body()).isEqualTo("ok");
      awaited.set(21);
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawClient client = client();
        clients.add(client);
        client.send(GET);
      }
      for (RawClient client : clients) {
        assertThat(client.readAnswer().body()).isEqualTo("ok");
        client.close();
      }
      assertThat(origin.connections()).isOne();
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aConnectionCarriesNoMoreThanItsServerAllows() throws Exception {
    Http2Settings two = new Http2Settings().maxConcurrentStreams(2);
    Http2Origin.Script waiting =
        (client, here) -> {
          int id = client.next();
          Http2Origin.ok(client, id);
          for (id = client.next(); id != 0; id = client.next()) {
            here.requests().add(client.text(id));
          }
        };
    try (Http2Origin origin = Http2Origin.start(two, waiting);
        DataPlane plane = plane(origin, "http-reuse always", "")) {
      try (RawClient first = client();
          RawClient second = client();
          RawClient third = client()) {
        assertThat(first.exchange(GET).body()).isEqualTo("ok");
        first.send(GET);
        second.send(GET);
        await(() -> origin.requests().size() == 2);
        assertThat(origin.connections()).isOne();
        assertThat(third.exchange(GET).body()).isEqualTo("ok");
        assertThat(origin.connections()).isEqualTo(2);
      }
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void nothingIsSharedWhereThatIsNotWanted() throws Exception {
    try (Http2Origin origin = Http2Origin.answering(Http2Origin::ok);
        DataPlane plane = plane(origin, "http-reuse never", "");
        RawClient client = client()) {
      assertThat(client.exchange(GET).body()).isEqualTo("ok");
      assertThat(client.exchange(GET).body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(2);
      await(() -> origin.open() == 0);
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void theFirstRequestOfAClientMakesAConnectionForTheNextOnes() throws Exception {
    try (Http2Origin origin = Http2Origin.answering(Http2Origin::ok);
        DataPlane plane = plane(origin, "http-reuse safe", "");
        RawClient client = client()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.exchange(GET).body()).isEqualTo("ok");
      }
      assertThat(origin.connections()).isOne();
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aConnectionInUseIsItsClientsAlone() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    Map<String, Integer> cameBy = new ConcurrentHashMap<>();
    Http2Origin.Script noting =
        (client, here) -> {
          int number = connections.incrementAndGet();
          for (int id = client.next(); id != 0; id = client.next()) {
            String head = client.text(id);
            String path = head.substring(head.indexOf(":path=") + 6).split(" ", 2)[0];
            cameBy.put(path, number);
            if (!path.equals("/wait")) {
              Http2Origin.ok(client, id);
            }
          }
        };
    try (Http2Origin origin = Http2Origin.start(noting);
        DataPlane plane = plane(origin, "http-reuse safe", "");
        RawClient one = client();
        RawClient other = client()) {
      assertThat(one.exchange(GET.replace("/ ", "/1 ")).body()).isEqualTo("ok");
      assertThat(other.exchange(GET.replace("/ ", "/2 ")).body()).isEqualTo("ok");
      one.send(GET.replace("/ ", "/wait "));
      await(() -> cameBy.containsKey("/wait"));
      assertThat(other.exchange(GET.replace("/ ", "/3 ")).body()).isEqualTo("ok");
      assertThat(cameBy.get("/3")).isNotEqualTo(cameBy.get("/wait"));
      assertThat(connections).hasValue(2);
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void anIdleConnectionIsClosedInTimeUnlessItIsTheLast() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    Http2Origin.Script script =
        Http2Origin.each(
            (client, id) -> {
              if (client.text(id).contains("/late")) {
                waitFor(late);
              }
              Http2Origin.ok(client, id);
            });
    try (Http2Origin origin =
            Http2Origin.start(new Http2Settings().maxConcurrentStreams(1), script);
        DataPlane plane = plane(origin, "http-reuse always", "pool-purge-delay 200ms");
        RawClient one = client();
        RawClient other = client()) {
      assertThat(one.exchange(GET).body()).isEqualTo("ok");
      one.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n");
      await(() -> origin.requests().size() == 2);
      assertThat(other.exchange(GET).body()).isEqualTo("ok");
      assertThat(origin.open()).isEqualTo(2);
      late.countDown();
      assertThat(one.readAnswer().body()).isEqualTo("ok");
      await(() -> origin.open() == 1);
      assertThat(other.exchange(GET).body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(2);
      assertThat(plane).isNotNull();
    }
  }

  private static void waitFor(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException ended) {
      throw new IOException(ended);
    }
  }

  @Test
  void aServerThatLeavesIsLeft() throws Exception {
    try (Http2Origin origin =
            Http2Origin.answering(
                (client, id) -> {
                  client.leave(id, 0);
                  Http2Origin.ok(client, id);
                });
        DataPlane plane = plane(origin, "http-reuse always", "");
        RawClient client = client()) {
      assertThat(client.exchange(GET).body()).isEqualTo("ok");
      assertThat(client.exchange(GET).body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(2);
      await(() -> origin.open() == 0);
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aRequestThatWasNotLookedAtIsSentOnceMore() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Http2Origin origin =
            Http2Origin.answering(
                (client, id) -> {
                  if (asked.incrementAndGet() == 1) {
                    client.reset(id, 7);
                  } else {
                    Http2Origin.ok(client, id);
                  }
                });
        DataPlane plane = plane(origin, "", "");
        RawClient client = client()) {
      assertThat(client.exchange(GET).body()).isEqualTo("ok");
      assertThat(asked.get()).isEqualTo(2);
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsNobodyElseBack() throws Exception {
    byte[] part = new byte[16_000];
    String large = new String(part, java.nio.charset.StandardCharsets.ISO_8859_1);
    try (Http2Origin origin =
            Http2Origin.answering(
                (client, id) -> {
                  if (client.text(id).contains("/large")) {
                    client.headers(id, false, ":status", "200");
                    // What the stream's window takes, and no more.
                    client.data(id, large, false).data(id, large, false).data(id, large, false);
                  } else {
                    Http2Origin.ok(client, id);
                  }
                });
        DataPlane plane = plane(origin, "http-reuse always", "");
        RawClient first = client()) {
      assertThat(first.exchange(GET).body()).isEqualTo("ok");
      List<RawClient> slow = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        RawClient client = client();
        slow.add(client);
        client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.readHead()).contains("200");
      }
      assertThat(first.exchange(GET).body()).isEqualTo("ok");
      assertThat(origin.connections()).isOne();
      slow.forEach(RawClient::close);
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void anAnswerThatIsShorterThanAnnouncedIsCut() throws Exception {
    try (Http2Origin origin =
            Http2Origin.answering(
                (client, id) -> {
                  client.headers(id, false, ":status", "200", "content-length", "5");
                  client.data(id, "ab", false).data(id, "c", true);
                });
        DataPlane plane = plane(origin, "", "");
        RawClient client = client()) {
      client.send(GET);
      assertThat(client.readHead()).contains("content-length: 5");
      assertThat(client.readToEnd()).startsWith("ab").hasSizeLessThan(5);
      await(() -> endings.of("l").equals(List.of("200 SD--")));
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aCancelledRequestIsCancelledAtTheServer() throws Exception {
    try (Http2Origin origin =
            Http2Origin.start(
                (client, here) -> {
                  here.requests().add(client.await(FIRST, "half").text(FIRST));
                  here.requests().add(client.answer(FIRST));
                });
        DataPlane plane = plane(origin, "", "")) {
      try (RawClient client = client()) {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf");
        await(() -> origin.requests().size() == 1);
      }
      await(() -> origin.requests().stream().anyMatch(text -> text.endsWith("RST 8")));
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aLostConnectionEndsAllItsExchanges() throws Exception {
    try (Http2Origin origin =
            Http2Origin.start(
                (client, here) -> {
                  Http2Origin.ok(client, client.next());
                  for (int i = 0; i < 3; i++) {
                    client.headers(client.next(), false, ":status", "200");
                  }
                });
        DataPlane plane = plane(origin, "http-reuse always", "");
        RawClient first = client();
        RawClient second = client();
        RawClient third = client()) {
      assertThat(first.exchange(GET).body()).isEqualTo("ok");
      for (RawClient client : List.of(first, second, third)) {
        client.send(GET);
      }
      for (RawClient client : List.of(first, second, third)) {
        client.readToEnd();
      }
      await(() -> endings.of("l").equals(List.of("200 ----", "200 SD--", "200 SD--", "200 SD--")));
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void tooManyFaultsEndAConnection() throws Exception {
    String lines = "http-reuse always\n  retries 0";
    try (Http2Origin origin =
            Http2Origin.answering((client, id) -> client.headers(id, true, "server", "x"));
        DataPlane plane =
            BothProxies.plane(
                """
                global
                  tune.h2.be.glitches-threshold 2
                defaults
                  mode http
                  timeout client 20s
                  timeout server 20s
                  timeout connect 8s
                listen l
                  bind 127.0.0.1:%d
                  %s
                  server a 127.0.0.1:%d proto h2
                """
                    .formatted(port, lines, origin.port()),
                endings)) {
      for (int i = 0; i < 3; i++) {
        try (RawClient client = client()) {
          assertThat(client.exchange(GET).status()).isEqualTo(502);
        }
      }
      assertThat(origin.connections()).isEqualTo(2);
      assertThat(plane).isNotNull();
    }
  }
}
