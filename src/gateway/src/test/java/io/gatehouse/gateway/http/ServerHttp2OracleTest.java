package io.gatehouse.gateway.http;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers of HTTP/2 receive, and clients get of them, what they would with the real HAProxy. */
@Timeout(120)
class ServerHttp2OracleTest {
  private static final int MORE_ATTEMPTS = 2;
  private static final String DEFAULTS =
      """
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 5s
        option httpclose
      """;
  private static final String HOST = "Host: h.test\r\n";

  /**
   * @param request what the client sends, on a connection that the proxy then ends
   */
  private record Case(String name, String lines, String request, Http2Origin.Answer answer) {
    Case(String name, String request, Http2Origin.Answer answer) {
      this(name, "", request, answer);
    }

    /** How many requests the client sends, each of which ends with a line of the log. */
    int requests() {
      return request.split(" HTTP/1\\.").length - 1;
    }
  }

  /** What the client saw, what the server saw, how exchanges ended. */
  private record Seen(String client, List<String> server, List<String> endings) {}

  /** Reads how the exchanges of a frontend ended. */
  private interface Log {
    List<String> endings() throws IOException;
  }

  private static Http2Origin.Answer head(String... fields) {
    return (client, id) -> client.headers(id, true, fields);
  }

  private static List<Case> cases() {
    List<Case> all = new ArrayList<>(requests());
    all.addAll(answers());
    all.addAll(faults());
    return all;
  }

  private static List<Case> requests() {
    Http2Origin.Answer ok = Http2Origin::ok;
    return List.of(
        new Case("get", "GET /a?b HTTP/1.1\r\nX-Y: Z\r\n" + HOST + "\r\n", ok),
        new Case("old client", "GET /a HTTP/1.0\r\n\r\n", ok),
        new Case("absolute", "GET http://u@other:81/a HTTP/1.1\r\n" + HOST + "\r\n", ok),
        new Case("no path", "OPTIONS http://other HTTP/1.1\r\nHost: other\r\n\r\n", ok),
        new Case("asterisk", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", ok),
        new Case("head", "HEAD / HTTP/1.1\r\n" + HOST + "\r\n", head(":status", "200")),
        new Case(
            "fields of the connection",
            "GET / HTTP/1.1\r\nTE: gzip, trailers\r\nConnection: keep-alive\r\n"
                + "Keep-Alive: 5\r\nProxy-Connection: x\r\n"
                + HOST
                + "\r\n",
            ok),
        new Case("other TE", "GET / HTTP/1.1\r\nTE: gzip\r\n" + HOST + "\r\n", ok),
        new Case("two cookies", "GET / HTTP/1.1\r\nCookie: a=1; b=2\r\n" + HOST + "\r\n", ok),
        new Case("length", "POST / HTTP/1.1\r\nContent-Length: 3\r\n" + HOST + "\r\nabc", ok),
        new Case("nothing", "POST / HTTP/1.1\r\nContent-Length: 0\r\n" + HOST + "\r\n", ok),
        new Case(
            "chunks",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
                + HOST
                + "\r\n3\r\nabc\r\n0\r\n\r\n",
            ok),
        new Case(
            "edited",
            "http-request set-header X-Long %[str(a)]\nhttp-request set-path /other",
            "GET / HTTP/1.1\r\n" + HOST + "\r\n",
            ok),
        new Case(
            "two at once",
            "no option httpclose",
            "GET / HTTP/1.1\r\n" + HOST + "\r\nGET / HTTP/1.0\r\n\r\n",
            ok));
  }

  private static List<Case> answers() {
    String get = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    return List.of(
        new Case(
            "no length",
            get,
            (client, id) -> {
              client.headers(id, false, ":status", "200", "server", "x");
              client.data(id, "onetwo", true);
            }),
        new Case(
            "trailers",
            get,
            (client, id) -> {
              client.headers(id, false, ":status", "200", "server", "x");
              client.data(id, "one", false).headers(id, true, "x-sum", "1");
            }),
        new Case("ended", get, head(":status", "200", "server", "x")),
        new Case("error", get, head(":status", "404", "content-length", "0")),
        new Case("no content", get, head(":status", "204")),
        new Case("not modified", get, head(":status", "304", "etag", "a")),
        new Case(
            "interim",
            get,
            (client, id) -> {
              client.headers(id, false, ":status", "103", "link", "a");
              Http2Origin.ok(client, id);
            }),
        new Case(
            "rules",
            "http-response set-header X-Version %[res.ver]\nhttp-response del-header x-a",
            get,
            Http2Origin::ok));
  }

  private static List<Case> faults() {
    String get = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
    return List.of(
        new Case("no status", get, head("server", "x")),
        new Case("status of no digits", get, head(":status", "abc")),
        new Case("field of a connection", get, head(":status", "200", "connection", "close")),
        new Case("reset", get, (client, id) -> client.reset(id, 2)),
        new Case(
            "reset in the middle",
            get,
            (client, id) -> {
              client.headers(id, false, ":status", "200", "content-length", "5");
              client.data(id, "abc", false).reset(id, 2);
            }),
        new Case("upgrade", "GET / HTTP/1.1\r\n" + upgrade + HOST + "\r\n", Http2Origin::ok));
  }

  @Test
  void exchangesAreThoseOfHaproxy() throws Exception {
    List<Case> cases = cases();
    try (Side theirs = new Side(cases);
        Side ours = new Side(cases);
        BothProxies proxies =
            BothProxies.start(DEFAULTS + theirs.listens(), DEFAULTS + ours.listens())) {
      SoftAssertions all = new SoftAssertions();
      for (int i = 0; i < cases.size(); i++) {
        String frontend = "c" + i;
        Seen expected = theirs.play(i, () -> proxies.theirEndings(frontend));
        Seen seen = ours.play(i, () -> proxies.ourEndings(frontend));
        // HAProxy 2.6 sometimes closes between the heads and the body of an answer that came whole.
        for (int again = 0; again < MORE_ATTEMPTS && !seen.equals(expected); again++) {
          expected = theirs.play(i, () -> proxies.theirEndings(frontend));
          seen = ours.play(i, () -> proxies.ourEndings(frontend));
        }
        all.assertThat(seen).as(cases.get(i).name()).isEqualTo(expected);
      }
      all.assertAll();
    }
  }

  /** The ports and servers of one of the two proxies. */
  private static final class Side implements AutoCloseable {
    private final List<Case> cases;
    private final List<Http2Origin> origins = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    Side(List<Case> cases) throws IOException {
      this.cases = cases;
      for (Case one : cases) {
        origins.add(Http2Origin.answering(one.answer()));
        ports.add(RealHaproxy.freePort());
      }
    }

    String listens() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < cases.size(); i++) {
        text.append(
            """
            listen c%d
              bind 127.0.0.1:%d
            %s  server s 127.0.0.1:%d proto h2
            """
                .formatted(i, ports.get(i), cases.get(i).lines().indent(2), origins.get(i).port()));
      }
      return text.toString();
    }

    Seen play(int number, Log log) throws IOException {
      int wanted = log.endings().size() + cases.get(number).requests();
      try (RawClient client = RawClient.connect(ports.get(number))) {
        client.send(cases.get(number).request());
        String said = client.readToEnd();
        long patience = System.nanoTime() + 5_000_000_000L;
        while (log.endings().size() < wanted && System.nanoTime() < patience) {
          Thread.onSpinWait();
        }
        List<String> received = origins.get(number).requests();
        return new Seen(sorted(said), received.stream().map(Side::sorted).toList(), log.endings());
      }
    }

    /** The order of fields is no matter of the comparison: Netty moves a length to the end. */
    private static String sorted(String message) {
      return Arrays.stream(message.split("\r\n|(?<= )"))
          .filter(line -> !line.regionMatches(true, 0, "date:", 0, 5))
          .sorted()
          .collect(Collectors.joining("|"));
    }

    @Override
    public void close() throws IOException {
      for (Http2Origin origin : origins) {
        origin.close();
      }
    }
  }
}
