package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import io.gatehouse.testkit.SmugglingTable;
import io.gatehouse.testkit.SmugglingTable.Case;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The whole table through both programs. The scanner's verdict is not enough: what counts is which
 * bytes an origin saw and which the client got.
 */
@Timeout(60)
class SmugglingThroughTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private static volatile String answer = OK;
  private static Behind theirs;
  private static Behind ours;
  private static BothProxies both;

  /** One of the programs with the origin behind it. */
  private record Behind(int port, RawOrigin origin) {
    static Behind create() throws IOException {
      return new Behind(RealHaproxy.freePort(), RawOrigin.start(SmugglingThroughTest::serve));
    }

    String configuration() {
      return """
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
          .formatted(port, origin.port());
    }

    String ask(String bytes) throws IOException {
      origin.forget();
      try (RawClient client = RawClient.connect(port, 6_000)) {
        return client.send(bytes).readHead();
      } catch (EOFException closedWithoutAnswer) {
        return "";
      }
    }

    /** What the origin was sent, without what only speaks about one connection. */
    String received() {
      List<RawConnection> seen = origin.connections();
      return seen.isEmpty() ? "" : comparable(seen.get(0).received());
    }
  }

  @BeforeAll
  static void start() throws IOException {
    theirs = Behind.create();
    ours = Behind.create();
    both = BothProxies.start(theirs.configuration(), ours.configuration());
  }

  @AfterAll
  static void stop() {
    if (both != null) {
      both.close();
      theirs.origin.close();
      ours.origin.close();
    }
  }

  private static void serve(RawConnection connection) throws IOException {
    connection.readBody(connection.readHead());
    connection.send(answer);
  }

  private static String comparable(String bytes) {
    return Messages.normal(bytes).replaceAll("(?m)^connection: (close|keep-alive)\n", "");
  }

  @Test
  void requestsMeetTheSameVerdict() throws IOException {
    List<String> differences = new ArrayList<>();
    int forwarded = 0;
    for (Case sample : SmugglingTable.requests()) {
      answer = OK;
      String wanted = status(theirs.ask(sample.send()));
      String got = status(ours.ask(sample.send()));
      boolean stated = !sample.haproxy26().equals(sample.verdict());
      boolean same =
          stated
              ? List.of(sample.verdict().split(" or ")).contains(got)
              : got.equals(wanted) && theirs.received().equals(ours.received());
      forwarded += got.equals("forward") && !ours.received().isEmpty() ? 1 : 0;
      if (!same) {
        differences.add(sample + ": haproxy " + wanted + " " + theirs.received());
        differences.add(sample + ": ours    " + got + " " + ours.received());
      }
    }
    assertThat(differences).isEmpty();
    assertThat(forwarded).isGreaterThan(30);
  }

  private static String status(String head) {
    if (head.isEmpty()) {
      return "none";
    }
    String status = head.substring(9, 12);
    return status.equals("200") ? "forward" : status;
  }

  @Test
  void responsesMeetTheSameVerdict() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Case sample : SmugglingTable.responses()) {
      answer = sample.send();
      String ask = sample.ask() + " / HTTP/1.1\r\nHost: h\r\n\r\n";
      String wanted = response(theirs.ask(ask));
      String got = response(ours.ask(ask));
      boolean stated = !sample.haproxy26().equals(sample.verdict());
      boolean same = stated ? got.equals("502") == !sample.forwards() : got.equals(wanted);
      if (!same) {
        differences.add(sample + ": haproxy " + wanted);
        differences.add(sample + ": ours    " + got);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String response(String head) {
    boolean refused = head.isEmpty() || head.startsWith("HTTP/1.1 502 Bad Gateway");
    return refused ? "502" : comparable(head);
  }
}
