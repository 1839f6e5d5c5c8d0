package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The same traffic through both programs: the counters are the same, column by column. */
final class StatOracleTest {
  private static final String CONFIGURATION =
      """
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 1s
        retries 1
      frontend fe
        bind 127.0.0.1:HTTP_PORT
        maxconn 100
        http-request deny if { path_beg /denied }
        use_backend dead if { path_beg /dead }
        use_backend broken if { path_beg /broken }
        default_backend be
      backend be
        server s1 127.0.0.1:GOOD_PORT weight 10 maxconn 20 maxqueue 7
        server s2 127.0.0.1:GOOD_PORT backup
        server s3 127.0.0.1:GOOD_PORT disabled
      backend dead
        server d1 127.0.0.1:NOBODY_PORT
      backend broken
        server b1 127.0.0.1:BROKEN_PORT
      listen li
        mode tcp
        bind 127.0.0.1:TCP_PORT
        maxconn 50
        server t1 127.0.0.1:GOOD_PORT
      """;

  /**
   * Columns that depend on time, on the process, or on what HAProxy counts otherwise: in mode http
   * it counts bytes of its own form of a message, and connections it expects to need.
   */
  private static final Set<String> OTHERWISE =
      Set.of(
          "rate",
          "rate_max",
          "req_rate",
          "req_rate_max",
          "conn_rate",
          "conn_rate_max",
          "lastchg",
          "downtime",
          "lastsess",
          "qtime",
          "ctime",
          "rtime",
          "ttime",
          "qtime_max",
          "ctime_max",
          "rtime_max",
          "ttime_max",
          "need_conn_est",
          "srv_icur",
          "safe_conn_cur",
          "slim",
          "addr");

  @Test
  void countersAreTheSame() throws IOException {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    try (RawOrigin good = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        RawOrigin broken = RawOrigin.answering("nonsense\r\n\r\n")) {
      List<int[]> ports = new ArrayList<>();
      int nobody = RealHaproxy.freePort();
      try (Peers peers =
          Peers.start(
              http -> {
                int tcp = freePort();
                ports.add(new int[] {http, tcp});
                return CONFIGURATION
                    .replace("HTTP_PORT", Integer.toString(http))
                    .replace("TCP_PORT", Integer.toString(tcp))
                    .replace("GOOD_PORT", Integer.toString(good.port()))
                    .replace("BROKEN_PORT", Integer.toString(broken.port()))
                    .replace("NOBODY_PORT", Integer.toString(nobody));
              })) {
        for (int[] pair : ports) {
          traffic(pair[0], pair[1]);
        }
        settle(peers);
        assertThat(lines(ours(peers, "show stat")))
            .containsExactlyElementsOf(lines(theirs(peers, "show stat")));
        peers.ours("admin", "clear counters all\n");
        peers.theirs("admin", "clear counters all\n");
        assertThat(lines(ours(peers, "show stat")))
            .containsExactlyElementsOf(lines(theirs(peers, "show stat")));
      }
    }
  }

  /** Both count the end of an exchange a moment after the client has seen it. */
  private static void settle(Peers peers) throws IOException {
    for (int i = 0;
        i < 200 && !(idle(ours(peers, "show stat")) && idle(theirs(peers, "show stat")));
        i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static List<String> lines(Map<String, Map<String, String>> rows) {
    List<String> lines = new ArrayList<>();
    rows.forEach(
        (name, row) ->
            row.forEach((column, value) -> lines.add(name + " " + column + "=" + value)));
    return lines.stream().sorted().toList();
  }

  private static boolean idle(Map<String, Map<String, String>> rows) {
    return rows.values().stream().allMatch(row -> row.getOrDefault("scur", "0").equals("0"));
  }

  private static int freePort() {
    try {
      return RealHaproxy.freePort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void traffic(int http, int tcp) throws IOException {
    for (String path : List.of("/", "/a", "/denied", "/dead", "/broken")) {
      try (RawClient client = RawClient.connect(http)) {
        client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        client.readToEnd();
      }
    }
    try (RawClient client = RawClient.connect(http)) {
      client.exchange("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
      client.exchange("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
      client.send("nonsense\r\n\r\n");
      client.readToEnd();
    }
    try (RawClient client = RawClient.connect(tcp)) {
      client.exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    }
  }

  private static Map<String, Map<String, String>> ours(Peers peers, String line)
      throws IOException {
    return rows(peers.ours("admin", line + "\n"));
  }

  private static Map<String, Map<String, String>> theirs(Peers peers, String line)
      throws IOException {
    return rows(peers.theirs("admin", line + "\n"));
  }

  /** By proxy and server, what each column says; the header stands under its own name. */
  private static Map<String, Map<String, String>> rows(String answer) {
    List<String> lines = answer.lines().filter(line -> !line.isEmpty()).toList();
    String[] names = lines.get(0).substring(2).split(",", -1);
    Map<String, Map<String, String>> rows = new HashMap<>();
    rows.put("header", Map.of("header", lines.get(0)));
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      boolean http = line.contains(",http,");
      for (int i = 0; i < names.length; i++) {
        boolean bytes = http && (names[i].equals("bin") || names[i].equals("bout"));
        boolean closing = names[i].equals("smax") && values[1].equals("FRONTEND");
        if (!OTHERWISE.contains(names[i]) && !closing && !names[i].startsWith("h1_") && !bytes) {
          row.put(names[i], values[i]);
        }
      }
      rows.put(values[0] + "/" + values[1], row);
    }
    return rows;
  }
}
