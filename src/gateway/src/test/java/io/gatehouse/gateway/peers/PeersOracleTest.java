package io.gatehouse.gateway.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.peers.Node.Kind;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two nodes, at least one of them Gatehouse, that share their tables. */
class PeersOracleTest {
  private static final String STORED =
      "server_id,gpt0,gpc0,gpc0_rate(1h),conn_cnt,conn_rate(1h),conn_cur,sess_cnt,sess_rate(1h),"
          + "http_req_cnt,http_req_rate(1h),http_err_cnt,http_err_rate(1h),bytes_in_cnt,"
          + "bytes_in_rate(1h),bytes_out_cnt,bytes_out_rate(1h),gpc1,gpc1_rate(1h),server_key,"
          + "http_fail_cnt,http_fail_rate(1h)";

  private static final List<String> NUMBERS =
      List.of(
          "gpt0 gpc0 gpc0_rate conn_cnt conn_rate sess_cnt sess_rate http_req_cnt http_req_rate"
              .concat(" http_err_cnt http_err_rate bytes_in_cnt bytes_in_rate bytes_out_cnt")
              .concat(" bytes_out_rate gpc1 gpc1_rate http_fail_cnt http_fail_rate server_id")
              .split(" "));

  private static final String TABLES =
      """
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 2s
      backend all
        stick-table type ip size 200k expire 30m store %s peers group
      backend six
        stick-table type ipv6 size 1k expire 30m store gpc0 peers group
      backend number
        stick-table type integer size 1k expire 30m store gpc0 peers group
      backend text
        stick-table type string len 12 size 1k store gpc0 peers group
      backend bytes
        stick-table type binary len 6 size 1k store gpc0 peers group
      backend short
        stick-table type ip size 1k expire 300ms store gpc0 peers group
      """
          .formatted(STORED);

  private final Map<String, Integer> ports = new HashMap<>();
  private final List<Node> started = new ArrayList<>();

  @BeforeEach
  void ports() throws IOException {
    Needs.programs("haproxy");
    for (String name : List.of("a", "b", "one", "two", "wwwa", "wwwb")) {
      ports.put(name, RealHaproxy.freePort());
    }
  }

  @AfterEach
  void stop() {
    started.forEach(Node::close);
  }

  private String group(String more) {
    return """
    peers group
      peer a 127.0.0.1:%d
      peer b 127.0.0.1:%d
    %s
    """
        .formatted(ports.get("a"), ports.get("b"), more);
  }

  private void start(Kind one, Kind other, String tables) {
    String configuration = group("  table own type string size 1k store gpc(3),gpt(2)") + tables;
    begin(one, "a", configuration);
    begin(other, "b", configuration);
    assertThat(Node.eventually(() -> first().connected("b") && second().connected("a"))).isTrue();
  }

  private void begin(Kind kind, String name, String configuration) {
    started.add(kind.start(name, configuration));
  }

  private void again(int place, Kind kind, String name, String configuration) {
    started.get(place).close();
    started.set(place, kind.start(name, configuration));
  }

  private Node first() {
    return started.get(0);
  }

  private Node second() {
    return started.get(1);
  }

  private int port(String name) {
    return ports.getOrDefault(name, 0);
  }

  private void same(String table, int rows) {
    assertThat(
            Node.eventually(
                () ->
                    second().used(table) == rows
                        && second().rows(table).equals(first().rows(table))))
        .as("%s: %s and %s", table, first().rows(table), second().rows(table))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"GATEHOUSE,HAPROXY", "HAPROXY,GATEHOUSE", "GATEHOUSE,GATEHOUSE"})
  void everyKindOfDataComesOver(Kind one, Kind other) {
    start(one, other, TABLES);
    StringBuilder line = new StringBuilder("set table all key 192.0.2.1");
    for (int i = 0; i < NUMBERS.size(); i++) {
      line.append(" data.").append(NUMBERS.get(i)).append(' ').append(239 + i * 1_021);
    }
    assertThat(first().say(line.toString())).isBlank();
    first()
        .say("set table all key 192.0.2.2 data.bytes_in_cnt 12345678901234 data.gpc0 4294967295");
    same("all", 2);
    first().say("set table all key 192.0.2.1 data.gpc0 1");
    same("all", 2);
  }

  @ParameterizedTest
  @CsvSource({"GATEHOUSE,HAPROXY", "HAPROXY,GATEHOUSE", "GATEHOUSE,GATEHOUSE"})
  void everyKindOfKeyComesOver(Kind one, Kind other) {
    start(one, other, TABLES);
    first().say("set table six key 2001:db8::1 data.gpc0 1");
    first().say("set table number key 4294967295 data.gpc0 2");
    first().say("set table number key 1 data.gpc0 2");
    first().say("set table text key twelve_bytes data.gpc0 3");
    first().say("set table text key x data.gpc0 4");
    first().say("set table group/own key mine");
    same("six", 1);
    same("number", 2);
    same("text", 2);
    same("group/own", 1);
  }

  @ParameterizedTest
  @CsvSource({"GATEHOUSE,HAPROXY", "HAPROXY,GATEHOUSE", "GATEHOUSE,GATEHOUSE"})
  void nodeThatStartsAgainLearnsEverything(Kind one, Kind other) {
    String configuration = group("  table own type string size 1k store gpc(3),gpt(2)") + TABLES;
    start(one, other, TABLES);
    for (int i = 1; i < 100; i++) {
      first().say("set table all key 10.0.0." + i + " data.gpc0 " + i);
      second().say("set table all key 10.0.1." + i + " data.gpc0 " + i);
    }
    same("all", 198);
    again(0, one, "a", configuration);
    same("all", 198);
    again(1, other, "b", configuration);
    same("all", 198);
  }

  @ParameterizedTest
  @CsvSource({"GATEHOUSE,HAPROXY", "HAPROXY,GATEHOUSE", "GATEHOUSE,GATEHOUSE"})
  void rowsExpireOnBothSides(Kind one, Kind other) {
    start(one, other, TABLES);
    first().say("set table short key 192.0.2.9 data.gpc0 1");
    second().say("set table short key 192.0.2.8 data.gpc0 1");
    assertThat(Node.eventually(() -> first().used("short") == 0 && second().used("short") == 0))
        .isTrue();
  }

  private String sessions(String node, String order) {
    return """
    defaults
      mode http
      timeout client 5s
      timeout server 5s
      timeout connect 2s
    frontend one
      bind 127.0.0.1:%d
      http-request return status 200 content-type text/plain string one
    frontend two
      bind 127.0.0.1:%d
      http-request return status 200 content-type text/plain string two
    listen shop
      bind 127.0.0.1:%d
      stick-table type string len 20 size 1k expire 30m peers group
      stick on req.hdr(session)
    %s
    """
        .formatted(
            ports.get("one"),
            ports.get("two"),
            ports.get("www" + node),
            order
                .replace("{1}", "127.0.0.1:" + ports.get("one"))
                .replace("{2}", "127.0.0.1:" + ports.get("two")));
  }

  private String ask(String node, String session) {
    try (RawClient client = RawClient.connect(port("www" + node))) {
      client.send(
          "GET / HTTP/1.1\r\nHost: h\r\nsession: " + session + "\r\nConnection: close\r\n\r\n");
      return client.readAnswer().body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"GATEHOUSE,HAPROXY", "HAPROXY,GATEHOUSE", "GATEHOUSE,GATEHOUSE"})
  void sessionOfOneNodeStaysWithItsServerOnTheOther(Kind one, Kind other) {
    begin(one, "a", group("") + sessions("a", "  server x {1}\n  server y {2}\n"));
    begin(
        other,
        "b",
        group("")
            + sessions("b", "  server y {2}\n  server z {2}\n  server x {1}\n")
                .replaceAll("(?s)frontend one.*listen", "listen"));
    assertThat(Node.eventually(() -> first().connected("b") && second().connected("a"))).isTrue();
    Map<String, String> served = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      served.put("s" + i, ask("a", "s" + i));
    }
    assertThat(served.values()).contains("one", "two");
    assertThat(Node.eventually(() -> second().used("shop") == served.size())).isTrue();
    served.forEach((session, server) -> assertThat(ask("b", session)).isEqualTo(server));
    assertThat(ask("b", "new")).isIn("one", "two");
    assertThat(Node.eventually(() -> first().used("shop") == served.size() + 1)).isTrue();
    assertThat(ask("a", "new")).isEqualTo(ask("b", "new"));
  }
}
