package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.http.Http2Origin;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks of servers that speak HTTP/2, by both programs. */
@Timeout(90)
class Http2ChecksOracleTest {
  private static final String CHECK = "option httpchk GET /a HTTP/1.1|http-check send hdr Host h";
  private static final String SERVER = "127.0.0.1:PORT proto h2 check";

  /** One backend; the server's address and options know the double's PORT. */
  private record Case(String name, String lines, String server, Http2Origin.Answer there) {}

  /** One of the programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  private static List<Case> cases() {
    Http2Origin.Answer ok = Http2Origin::ok;
    Http2Origin.Answer silent = (client, id) -> {};
    return List.of(
        new Case("h1", CHECK, SERVER, ok),
        new Case("h2", CHECK, "127.0.0.1:PORT check check-proto h2", ok),
        new Case("h3", CHECK, SERVER + " check-proto h2", ok),
        new Case("h4", "option httpchk", SERVER, ok),
        new Case(
            "h5",
            "option httpchk|http-check connect proto h2"
                + "|http-check send meth PUT uri /b body abc hdr host h",
            "127.0.0.1:PORT check",
            ok),
        new Case("h6", CHECK, SERVER, (client, id) -> client.headers(id, true, ":status", "503")),
        new Case("h7", CHECK, SERVER, silent),
        new Case("h8", CHECK + "|http-check expect string ok", SERVER, ok),
        new Case("h9", CHECK + "|http-check expect hdr name x-a value b", SERVER, ok),
        new Case("h10", CHECK + "|http-check expect string other", SERVER, ok),
        new Case("h11", CHECK + "|http-send-name-header X-Server", SERVER, ok));
  }

  private static String configuration(List<Case> cases, List<Http2Origin> doubles, int log)
      throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            global
              max-spread-checks 100
              log 127.0.0.1:%d len 4000 format raw local0
            defaults
              mode http
              log global
              option log-health-checks
              timeout connect 1s
              timeout client 5s
              timeout server 5s
              timeout check 1s
            frontend f
              bind 127.0.0.1:%d
              default_backend %s
            """
                .formatted(log, RealHaproxy.freePort(), cases.getFirst().name()));
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      text.append("backend ").append(one.name()).append('\n');
      text.append("  ").append(one.lines().replace("|", "\n  ")).append('\n');
      text.append("  server s ");
      text.append(one.server().replace("PORT", String.valueOf(doubles.get(i).port())));
      text.append(" inter 60s rise 1 fall 1\n");
    }
    return text.toString();
  }

  private static List<String> seen(Start start, List<Case> cases) throws Exception {
    List<Http2Origin> doubles = new ArrayList<>();
    try (Sink sink = new Sink()) {
      for (Case one : cases) {
        doubles.add(Http2Origin.answering(one.there()));
      }
      try (Subject subject = start.with(configuration(cases, doubles, sink.port()))) {
        sink.await(cases.stream().map(c -> " " + c.name() + "/s ").toArray(String[]::new));
        assertThat(subject).isNotNull();
      }
      List<String> seen = new ArrayList<>(sink.heard());
      seen.removeIf(line -> !line.contains("Health check"));
      seen.sort(null);
      for (int i = 0; i < cases.size(); i++) {
        seen.add(cases.get(i).name() + " was told " + doubles.get(i).requests());
      }
      return seen;
    } finally {
      for (Http2Origin one : doubles) {
        one.close();
      }
    }
  }

  @Test
  void checksAreThoseOfHaproxy() throws Exception {
    Needs.programs("haproxy");
    List<Case> cases = cases();
    List<String> theirs = seen(Subject.Theirs::start, cases);
    assertThat(seen(Subject.Ours::start, cases)).isEqualTo(theirs);
  }
}
