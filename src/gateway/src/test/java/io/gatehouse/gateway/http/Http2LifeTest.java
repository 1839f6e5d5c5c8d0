package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections of HTTP/2 begin, what they cost and how they end. */
@Timeout(60)
class Http2LifeTest extends Http2Life {
  private static final String M = ":method";
  private static final String S = ":scheme";
  private static final String A = ":authority";
  private static final String P = ":path";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private DataPlane plane(RawOrigin origin, String global, String bind, String lines) {
    return BothProxies.plane(
        """
        global
          %s
        defaults
          mode http
          timeout client 20s
          timeout server 20s
          timeout connect 8s
        listen l
          bind 127.0.0.1:%d %s
          %s
          server a 127.0.0.1:%d
        """
            .formatted(global, port, bind, lines, origin.port()),
        new Endings());
  }

  private static RawOrigin origin(RawOrigin.Script script) throws IOException {
    return RawOrigin.start(script);
  }

  @Test
  void aResponseThatIsCutOffIsReset() throws Exception {
    try (RawOrigin origin =
            origin(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                });
        DataPlane plane = plane(origin, "", "", "");
        Http2Peer client = Http2Peer.connect(port)) {
      assertThat(client.get(1, "/").answer(1)).endsWith("]halfRST 8");
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void moreOrLessThanAnnouncedIsReset() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = plane(origin, "", "proto h2", "");
        Http2Peer client = Http2Peer.connect(port)) {
      client.headers(1, false, M, "POST", S, "http", A, "h", P, "/", "content-length", "3");
      assertThat(client.data(1, "hello", true).answer(1)).isEqualTo("RST 1");
      client.headers(3, false, M, "POST", S, "http", A, "h", P, "/", "content-length", "9");
      assertThat(client.data(3, "hello", true).answer(3)).isEqualTo("RST 1");
      client.headers(5, true, M, "POST", S, "http", A, "h", P, "/", "content-length", "9");
      assertThat(client.answer(5)).isEqualTo("RST 1");
      assertThat(client.get(7, "/").answer(7)).endsWith("okEND");
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aBodyThatNobodyAskedForCostsNoConnection() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    String page = "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(200_000);
    try (RawOrigin origin =
            origin(
                connection -> {
                  connections.incrementAndGet();
                  for (int i = 0; i < 3; i++) {
                    connection.readHead();
                    connection.send(page);
                  }
                  connection.readToEnd();
                });
        DataPlane plane = plane(origin, "", "", "http-request set-method GET");
        Http2Peer client = Http2Peer.connect(port)) {
      for (int id = 1; id < 6; id += 2) {
        client.headers(id, true, M, "HEAD", S, "http", A, "h", P, "/");
        assertThat(client.answer(id)).isEqualTo("[:status=200 content-length=200000 ]END");
      }
      assertThat(connections).hasValue(1);
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aClientThatGivesNoCreditHoldsTheServerBack() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (RawOrigin origin =
            origin(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 64000000\r\n\r\n");
                  byte[] part = new byte[64_000];
                  try {
                    for (int i = 0; i < 1_000; i++) {
                      connection.send(part);
                    }
                    answered.countDown();
                  } finally {
                    ended.countDown();
                  }
                });
        DataPlane plane = plane(origin, "", "", "");
        Http2Peer client = Http2Peer.connect(port).stingy()) {
      client.get(1, "/").await(1, "\0".repeat(65_535));
      // Whatever the proxy and the system hold, it is a small part of it all.
      assertThat(answered.await(300, TimeUnit.MILLISECONDS)).isFalse();
      // What was held for it is released with the stream.
      client.reset(1, 8);
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aCancelledRequestIsCancelledAtTheServer() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (RawOrigin origin =
            origin(
                connection -> {
                  connection.readHead();
                  connection.readToEnd();
                  gone.countDown();
                });
        DataPlane plane = plane(origin, "", "proto h2", "");
        Http2Peer client = Http2Peer.connect(port)) {
      client.get(1, "/");
      await(() -> !origin.connections().isEmpty() && origin.received().contains("\r\n\r\n"));
      client.reset(1, 8);
      assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aLostConnectionCancelsAllItsRequests() throws Exception {
    CountDownLatch gone = new CountDownLatch(3);
    try (RawOrigin origin =
            origin(
                connection -> {
                  connection.readHead();
                  connection.readToEnd();
                  gone.countDown();
                });
        DataPlane plane = plane(origin, "", "proto h2", "")) {
      try (Http2Peer client = Http2Peer.connect(port)) {
        client.get(1, "/1").get(3, "/3").get(5, "/5");
        await(() -> origin.received().split("\r\n\r\n", -1).length == 4);
      }
      assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void anIdleConnectionIsToldGoodbye() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = plane(origin, "", "proto h2", "timeout http-keep-alive 50ms");
        Http2Peer client = Http2Peer.connect(port)) {
      assertThat(client.get(1, "/").answer(1)).endsWith("okEND");
      assertThat(client.farewell()).isEqualTo("GOAWAY 0");
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aConnectionThatHasCarriedEnoughIsLeft() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = plane(origin, "tune.h2.fe.max-total-streams 2", "proto h2", "");
        Http2Peer client = Http2Peer.connect(port)) {
      assertThat(client.get(1, "/").answer(1)).endsWith("okEND");
      assertThat(client.get(3, "/").answer(3)).endsWith("okEND");
      assertThat(client.farewell()).isEqualTo("GOAWAY 0");
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void tooManyFaultsEndAConnection() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = plane(origin, "tune.h2.fe.glitches-threshold 3", "proto h2", "");
        Http2Peer client = Http2Peer.connect(port)) {
      for (int id = 1; id < 6; id += 2) {
        client.headers(id, true, M, "GET", S, "http", A, "h", P, "none");
      }
      assertThat(client.farewell()).isEqualTo("GOAWAY 11");
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void faultsAreToldToRulesAndCountedInTables() throws Exception {
    String lines =
        """
        stick-table type ip size 10 store glitch_cnt,glitch_rate(1m)
          tcp-request session track-sc0 src
          http-request return content-type text/plain lf-string \
        "%[fc_glitches] %[sc0_glitch_cnt] %[src_glitch_rate]"
        """;
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = plane(origin, "", "proto h2", lines);
        Http2Peer client = Http2Peer.connect(port)) {
      assertThat(client.get(1, "/").answer(1)).endsWith("0 0 0END");
      client.headers(3, true, M, "GET", S, "http", A, "h", P, "none");
      assertThat(client.get(5, "/").answer(5)).endsWith("1 1 1END");
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void tooManyCancelledRequestsEndAConnection() throws Exception {
    try (RawOrigin origin = origin(RawConnection::readToEnd);
        DataPlane plane = plane(origin, "", "proto h2", "http-request return status 200");
        Http2Peer client = Http2Peer.connect(port)) {
      try {
        for (int id = 1; id < 6_000; id += 2) {
          client.headers(id, false, M, "POST", S, "http", A, "h", P, "/").reset(id, 8);
        }
        assertThat(client.farewell()).isEqualTo("GOAWAY 11");
      } catch (IOException resetMeanwhile) {
        assertThat(resetMeanwhile).isNotNull();
      }
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void aPrefaceMayComeInPieces() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = plane(origin, "", "", "");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
      for (String part : new String[] {"PRI * HT", "TP/2.0\r\n\r\n", "SM", "\r\n\r\n"}) {
        socket.getOutputStream().write(part.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      // A frame of SETTINGS: three bytes of length, then type 4.
      assertThat(socket.getInputStream().readNBytes(4)[3]).isEqualTo((byte) 4);
      assertThat(plane).isNotNull();
    }
  }

  @Test
  void thePrefaceIsRefusedWhereItIsNotExpected() throws Exception {
    for (String[] where : new String[][] {{"proto h1", ""}, {"", "option disable-h2-upgrade"}}) {
      port = RealHaproxy.freePort();
      try (RawOrigin origin = RawOrigin.answering(OK);
          DataPlane plane = plane(origin, "", where[0], where[1]);
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(10_000);
        socket
            .getOutputStream()
            .write(
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        byte[] start = socket.getInputStream().readNBytes(12);
        assertThat(new String(start, java.nio.charset.StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 405");
        assertThat(plane).isNotNull();
      }
    }
  }
}
