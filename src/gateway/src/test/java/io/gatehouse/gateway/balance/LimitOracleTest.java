package io.gatehouse.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits hold where those of the real HAProxy hold. */
@Timeout(60)
class LimitOracleTest {
  private static final int REQUESTS = 12;

  /** Requests come one by one, then go one by one; what a server takes is noted each time. */
  private static Object filling(Side side) throws IOException, InterruptedException {
    List<String> seen = new ArrayList<>();
    for (int i = 1; i <= REQUESTS; i++) {
      side.send("/" + i);
      seen.add(side.settled(i, "l", "a"));
    }
    for (int i = 1; i <= REQUESTS; i++) {
      String next = side.servers().arrivals(i).get(i - 1);
      side.servers().answer(next.substring(1));
      seen.add(side.settled(REQUESTS - i, "l", "a"));
    }
    return String.join("\n", seen);
  }

  private static String filled(String server, String... lines)
      throws IOException, InterruptedException {
    try (Contest contest = Contest.held(listen(server, lines), "A")) {
      return contest.same(LimitOracleTest::filling);
    }
  }

  private static String listen(String server, String... lines) {
    return """
    listen l
      bind {port}
      option httpclose
      %s
      server a {A} %s
    """
        .formatted(String.join("\n  ", lines), server);
  }

  /**
   * HAProxy looks at the limit of those who wait only when one leaves, so the two are compared
   * there; we serve as soon as the limit has grown.
   */
  @Test
  void aServersLimitFollowsTheLoadOfItsBackend() throws IOException, InterruptedException {
    for (int requests : new int[] {3, 6, 11, 12}) {
      String text = listen("minconn 2 maxconn 8", "fullconn 10");
      try (Contest contest = Contest.held(text, "A")) {
        String seen = contest.same(side -> whenOneLeaves(side, requests));
        assertThat(seen).isEqualTo(requests > 10 ? "a 8+0" : requests > 5 ? "a 4+0" : "a 2+0");
      }
    }
  }

  private static Object whenOneLeaves(Side side, int requests)
      throws IOException, InterruptedException {
    for (int i = 1; i <= requests; i++) {
      side.send("/" + i);
      side.settled(i, "l", "a");
    }
    side.servers().answer("/1");
    return side.settled(requests - 1, "l", "a").replaceFirst(" waiting.*", "");
  }

  @Test
  void aMinconnWithoutAMaxconnIsTheLimit() throws IOException, InterruptedException {
    assertThat(filled("minconn 3", "fullconn 10")).contains("a 3+0 waiting 9");
    filled("minconn 6 maxconn 4", "fullconn 10");
    filled("minconn 4 maxconn 4", "fullconn 10");
  }

  @Test
  void fullconnIsATenthOfWhatTheFrontendsTake() throws IOException, InterruptedException {
    String text =
        """
        frontend f
          bind {port}
          maxconn 30
          use_backend other if { path /other }
          use_backend l if { path /l }
          default_backend l
        frontend g
          bind 127.0.0.1:0
          maxconn 50
          use_backend other if { path /other }
          use_backend other if { path /again }
          use_backend l if { path /l }
        backend l
        backend other
        backend third
        backend own
          fullconn 3
        """;
    try (Contest contest = Contest.held(text.replace("127.0.0.1:0", "abns@limits-{A}"), "A")) {
      contest.same(
          side ->
              List.of(
                  side.stat("l", "BACKEND", "slim"),
                  side.stat("other", "BACKEND", "slim"),
                  side.stat("third", "BACKEND", "slim"),
                  side.stat("own", "BACKEND", "slim")));
    }
  }

  /** Who comes when the process is full is connected by the kernel, and served later. */
  @Test
  void aFullProcessServesTheNextWhenOneLeaves() throws IOException, InterruptedException {
    String text =
        """
        global
          maxconn 5
        frontend f
          bind {port}
          http-request return status 200
        frontend g
          bind abns@process-{A}
          http-request return status 200
        """;
    try (Contest contest = Contest.prompt(text, "A")) {
      assertThat(contest.same(LimitOracleTest::overfull))
          .isEqualTo("[200, 200, 200, 200, 200, silent, CurrConns: 5, 200, CurrConns: 5]");
    }
  }

  private static Object overfull(Side side) throws IOException {
    List<Object> seen = new ArrayList<>();
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clients.add(side.send("/"));
      seen.add(clients.getLast().readAnswer().status());
    }
    RawClient late = side.send("/");
    late.socket().setSoTimeout(300);
    try {
      seen.add(late.readAnswer().status());
    } catch (SocketTimeoutException nothing) {
      seen.add("silent");
    }
    seen.add(connections(side));
    clients.getFirst().close();
    late.socket().setSoTimeout(5_000);
    seen.add(late.readAnswer().status());
    seen.add(connections(side));
    return seen;
  }

  private static String connections(Side side) throws IOException {
    return side.say("show info")
        .lines()
        .filter(line -> line.startsWith("CurrConns"))
        .findFirst()
        .orElseThrow();
  }
}
