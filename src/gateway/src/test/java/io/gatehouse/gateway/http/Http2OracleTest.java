package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of HTTP/2 get, and servers receive, what they would with the real HAProxy. */
@Timeout(120)
class Http2OracleTest {
  private static final String DEFAULTS =
      """
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 5s
      """;

  /** One side of a comparison: what the client saw, what the server saw, how exchanges ended. */
  private record Seen(String client, String server, List<String> endings) {}

  @Test
  void exchangesAreThoseOfHaproxy() throws Exception {
    List<Http2Case> cases = Http2Cases.all();
    try (Side theirs = new Side(cases);
        Side ours = new Side(cases);
        BothProxies proxies =
            BothProxies.start(DEFAULTS + theirs.listens(), DEFAULTS + ours.listens())) {
      SoftAssertions all = new SoftAssertions();
      for (int i = 0; i < cases.size(); i++) {
        int number = i;
        Seen expected = theirs.play(number, "", () -> theirEndings(proxies, number));
        Seen seen = ours.play(number, expected.server(), () -> proxies.ourEndings("c" + number));
        all.assertThat(seen).as(cases.get(i).name()).isEqualTo(expected);
      }
      all.assertAll();
    }
  }

  private static List<String> theirEndings(BothProxies proxies, int number) {
    try {
      return proxies.theirEndings("c" + number);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  /** The ports and servers of one of the two proxies. */
  private static final class Side implements AutoCloseable {
    private final List<Http2Case> cases;
    private final List<RawOrigin> origins = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    /** Reads how the exchanges of a frontend ended. */
    private interface Log {
      List<String> endings();
    }

    Side(List<Http2Case> cases) throws IOException {
      this.cases = cases;
      for (Http2Case one : cases) {
        origins.add(RawOrigin.start(one.origin()));
        ports.add(RealHaproxy.freePort());
      }
    }

    String listens() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < cases.size(); i++) {
        text.append(
            """
            listen c%d
              bind 127.0.0.1:%d%s
            %s  server s 127.0.0.1:%d
            """
                .formatted(
                    i,
                    ports.get(i),
                    i % 2 == 0 ? " proto h2" : "",
                    cases.get(i).lines().indent(2),
                    origins.get(i).port()));
      }
      return text.toString();
    }

    /** What the server is expected to have received may come a moment later. */
    Seen play(int number, String server, Log log) throws Exception {
      Http2Case one = cases.get(number);
      StringBuilder said = new StringBuilder();
      try (Http2Peer client = Http2Peer.connect(ports.get(number))) {
        one.client().talk(client, said);
      } catch (IOException broken) {
        said.append(broken);
      }
      long patience = System.nanoTime() + 5_000_000_000L;
      while ((log.endings().size() < one.exchanges()
              || heads(origins.get(number).received()).length() < server.length())
          && System.nanoTime() < patience) {
        Thread.onSpinWait();
      }
      List<String> endings = one.exchanges() == 0 ? List.of() : log.endings();
      return new Seen(said.toString(), heads(origins.get(number).received()), endings);
    }

    /** The order of fields is no matter of the comparison: Netty moves a length to the end. */
    private static String heads(String received) {
      return Arrays.stream(received.split("\r\n")).sorted().toList().toString();
    }

    @Override
    public void close() {
      origins.forEach(RawOrigin::close);
    }
  }

  @Test
  void severalRequestsAreServedAtOnce() throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      int port = RealHaproxy.freePort();
      String text =
          DEFAULTS
              + "listen l\n  bind 127.0.0.1:%d proto h2\n  server s 127.0.0.1:%d\n"
                  .formatted(port, origin.port());
      try (var plane = BothProxies.plane(text, new Endings());
          Http2Peer client = Http2Peer.connect(port)) {
        for (int id = 1; id < 200; id += 2) {
          client.get(id, "/" + id);
        }
        for (int id = 1; id < 200; id += 2) {
          assertThat(client.answer(id)).as("stream " + id).endsWith("]okEND");
        }
        assertThat(plane).isNotNull();
      }
    }
  }
}
