package io.gatehouse.gateway.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same requests and commands to both programs: same servers, same refusals, same tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesOracleTest {
  private static final String STORED =
      "gpt0,gpc0,gpc0_rate(1h),gpc1,gpc1_rate(1h),conn_cnt,conn_rate(1h),conn_cur,sess_cnt,"
          + "sess_rate(1h),http_req_cnt,http_req_rate(1h),http_err_cnt,http_err_rate(1h),"
          + "http_fail_cnt,http_fail_rate(1h),bytes_in_cnt,bytes_in_rate(1h),bytes_out_cnt,"
          + "bytes_out_rate(1h)";

  private static final List<String> READ =
      List.of(
              "conn_cnt conn_cur conn_rate sess_cnt sess_rate http_req_cnt http_req_rate http_err_cnt"
                  .split(" "),
              "http_err_rate http_fail_cnt http_fail_rate kbytes_in kbytes_out bytes_in_rate"
                  .split(" "),
              "bytes_out_rate gpc0_rate gpc1_rate get_gpc0 get_gpc1 get_gpt0".split(" "))
          .stream()
          .flatMap(java.util.Arrays::stream)
          .toList();

  private static final String SERVERS =
      """
      frontend one
        bind 127.0.0.1:{1}
        http-request return status 200 content-type text/plain string one if { path_beg /s }
        http-request return status 404 if { path /lost }
        http-request return status 500 if { path /broken }
        http-request return status 200 content-type text/plain string one hdr x-session %[path,bytes(1)]
      frontend two
        bind 127.0.0.1:{2}
        http-request return status 200 content-type text/plain string two hdr x-session %[path,bytes(1)]
      """;

  private static final String PAYLOAD =
      """
      listen payload
        mode tcp
        bind 127.0.0.1:{4}
        stick-table type string len 20 size 20 expire 1m
        tcp-request inspect-delay 2s
        tcp-request content accept if { req.len gt 10 }
        tcp-response inspect-delay 2s
        tcp-response content accept if { res.len gt 12 }
        stick match req.payload(5,3)
        stick store-response res.payload(9,3)
        server one 127.0.0.1:{1}
        server two 127.0.0.1:{2}
      listen moved
        bind 127.0.0.1:{5}
        stick-table type string len 20 size 20 expire 1m srvkey addr
        stick on path
        server one 127.0.0.1:{1}
        server two 127.0.0.1:{2}
      """;

  private static final String DEFAULTS =
      """
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 2s
        timeout tarpit 100ms
      """;

  private static final String[] COMMANDS = {
    "show table",
    "set table six key ::1 data.gpc0 7",
    "set table six key 2001:db8::5 data.gpc0 5 data.server_id 3",
    "set table six key nonsense data.gpc0 5",
    "show table six",
    "show table six data.gpc0 gt 5",
    "show table six data.gpc0 gt 4 data.server_id eq 3",
    "show table six data.gpc0 xx 5",
    "show table six data.gpc0",
    "show table six data.gpc0 gt",
    "show table six data.gpc0 gt x",
    "show table six data.conn_cnt gt 5",
    "show table six data.foo gt 5",
    "show table six foo",
    "show table nope",
    "show table six key ::1",
    "show table six key ::2",
    "show table six key",
    "set table six key ::1 data.foo 1",
    "set table six key ::1 data.conn_cnt 1",
    "set table six key ::1 data.gpc0",
    "set table six key ::1 data.gpc0 x",
    "set table six key ::1 foo",
    "set table",
    "clear table",
    "clear table six foo",
    "clear table six key ::9",
    "clear table six key ::1",
    "show table six",
    "clear table six data.gpc0 eq 5",
    "show table six",
    "set table six data.gpc0 eq 1",
    "set table short key a\\ b data.gpc0 1",
    "set table short key x=y\\\\zz data.gpc0 2",
    "show table short",
    "set table short key third data.gpc0 3",
    "show table short",
    "clear table short",
    "show table short",
    "set table short key again data.gpc0 3",
    "set table short",
    "show table short",
    "show table closed key q",
    "set table closed key q",
    "clear table closed key q",
    "set table ids key -1",
    "set table ids key abc"
  };

  private final Pair pair;

  TablesOracleTest() throws IOException {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    this.pair = Pair.start(DEFAULTS + counting() + sticking() + PAYLOAD + SERVERS);
  }

  private static String counting() {
    return """
    frontend counting
      bind 127.0.0.1:{0}
      stick-table type ip size 10 expire 1m store STORED
      tcp-request connection track-sc0 src
      http-request track-sc1 path table paths
      http-request track-sc2 req.hdr(x-id) table ids if { req.hdr(x-id) -m found }
      http-request sc-inc-gpc0(0) if { path_beg /inc }
      http-request sc-inc-gpc1(0) if { path_beg /inc }
      http-request sc-inc-gpc(1,2) if { path /array }
      http-request sc-set-gpt(2,2) 77 if { path /array }
      http-request sc-set-gpt0(0) 5 if { path /mark }
      http-request deny if { path /deny }
      http-request auth if { path /auth }
      http-request tarpit deny_status 429 if { path /slow }
      http-request return status 200 content-type text/plain lf-string "TOLD" if { path /tell }
      http-request deny deny_status 429 if { sc2_http_req_rate gt 3 }
      http-response sc-inc-gpc1(0) if { status 404 }
      default_backend sticking
    backend paths
      stick-table type string len 6 size 20 expire 1m store http_req_cnt,conn_cur
    backend ids
      stick-table type integer size 20 expire 1m store http_req_rate(1h),gpc(2),gpc_rate(2,1h),gpt(3)
    backend short
      stick-table type string len 3 size 2 store gpc0
    backend closed
      stick-table type binary len 4 size 2 nopurge store gpc0
    backend six
      stick-table type ipv6 size 5 expire 1h store gpc0,server_id
    """
        .replace("STORED", STORED)
        .replace("TOLD", told());
  }

  private static String told() {
    StringBuilder text = new StringBuilder();
    for (String name : READ) {
      String converter = name.replace("get_", "");
      text.append("%[sc0_").append(name).append("] %[sc_").append(name).append("(0)] %[src_");
      text.append(name).append("(counting)] %[src,table_").append(converter);
      text.append("(counting)] %[sc1_").append(name).append("] ");
    }
    text.append(
        "%[sc0_tracked] %[sc2_tracked] %[sc0_trackers] %[sc2_conn_cnt] %[table_cnt(paths)]");
    text.append(" %[table_avl(paths)] %[src,in_table(counting)] %[path,in_table(paths)]");
    text.append(" %[str(x),in_table(paths)] %[src,table_trackers(counting)]");
    text.append(" %[str(/a),table_server_id(sticking)] %[str(none),table_server_id(sticking)]");
    text.append(" %[sc0_inc_gpc0] %[src_inc_gpc0(counting)]");
    text.append(" %[sc0_clr_gpc0] %[sc0_get_gpc0] %[src_updt_conn_cnt(counting)]");
    text.append(" %[int(7),table_gpc(1,ids)] %[int(7),table_gpt(2,ids)]");
    text.append(" %[int(7),table_gpc_rate(1,ids)] %[int(8),table_gpc(1,ids)]");
    return text.toString();
  }

  private static String sticking() {
    return """
    backend sticking
      balance roundrobin
      stick-table type string len 12 size 100 expire 1m
      stick match req.hdr(x-session)
      stick on url_param(id)
      stick store-response res.hdr(x-session)
      stick on req.hdr(other) table others if !{ path /not }
      option redispatch
      server one 127.0.0.1:{1}
      server two 127.0.0.1:{2}
    backend others
      stick-table type string size 5 expire 1m srvkey addr
      server x 127.0.0.1:{2} id 2
    listen raw
      mode tcp
      bind 127.0.0.1:{3}
      balance roundrobin
      stick-table type ip size 5 expire 1m store conn_cnt,conn_rate(1h)
      tcp-request content track-sc0 src
      tcp-request content reject if { sc0_conn_rate gt 4 }
      stick on src
      server one 127.0.0.1:{1}
      server two 127.0.0.1:{2}
    """;
  }

  @AfterAll
  void end() {
    pair.close();
  }

  private void same(int port, String... requests) throws IOException {
    for (String request : requests) {
      Pair.Both both = pair.ask(port, request);
      assertThat(both.ours()).as(request).isEqualTo(both.theirs());
    }
  }

  private void sameAnswers(String... lines) throws IOException {
    for (String line : lines) {
      Pair.Both both = pair.settled(line);
      assertThat(both.ours()).as(line).isEqualTo(both.theirs());
    }
  }

  @Test
  void countersCountWhatHaproxyCounts() throws IOException {
    same(
        0,
        "GET /a HTTP/1.1|Host: h",
        "GET /inc HTTP/1.1|Host: h|X-Id: 7",
        "GET /inc2 HTTP/1.1|Host: h|X-Id: 7",
        "GET /array HTTP/1.1|Host: h|X-Id: 7",
        "GET /mark HTTP/1.1|Host: h|X-Id: 7x",
        "GET /deny HTTP/1.1|Host: h",
        "GET /auth HTTP/1.1|Host: h",
        "GET /slow HTTP/1.1|Host: h",
        "GET /lost HTTP/1.1|Host: h",
        "GET /lost HTTP/1.1|Host: h",
        "GET /broken HTTP/1.1|Host: h",
        "GET /broken HTTP/1.1|Host: h",
        "nonsense",
        "GET /many HTTP/1.1|Host: h|X-Id: 9",
        "GET /many HTTP/1.1|Host: h|X-Id: 9",
        "GET /many HTTP/1.1|Host: h|X-Id: 9",
        "GET /many HTTP/1.1|Host: h|X-Id: 9",
        "GET /many HTTP/1.1|Host: h|X-Id: 9");
    sameAnswers("show table counting", "show table paths", "show table ids");
    pair.left("counting");
    same(0, "GET /tell HTTP/1.1|Host: h");
    pair.left("counting");
    same(0, "GET /tell HTTP/1.1|Host: h|X-Id: 9");
    sameAnswers("show table counting data.gpc0 ge 0", "show table ids data.http_req_rate gt 3");
  }

  @Test
  void sessionsStickToTheServersOfHaproxy() throws IOException {
    same(
        0,
        "GET /1 HTTP/1.1|Host: h",
        "GET /2?id=p HTTP/1.1|Host: h",
        "GET /3?id=p HTTP/1.1|Host: h",
        "GET /4?id=q%20and%20more HTTP/1.1|Host: h",
        "GET /5?id=p HTTP/1.1|Host: h",
        "GET /6 HTTP/1.1|Host: h|X-Session: 2",
        "GET /6 HTTP/1.1|Host: h|X-Session: 1",
        "GET /7 HTTP/1.1|Host: h|X-Session: 6",
        "GET /not HTTP/1.1|Host: h|Other: o",
        "GET /8 HTTP/1.1|Host: h|Other: o",
        "GET /9 HTTP/1.1|Host: h|Other: o");
    sameAnswers(
        "show table sticking", "disable server sticking/one", "disable server sticking/two");
    same(0, "GET /a?id=p HTTP/1.1|Host: h");
    sameAnswers("enable server sticking/two");
    same(0, "GET /a?id=p HTTP/1.1|Host: h", "GET /b?id=q%20and%20more HTTP/1.1|Host: h");
    sameAnswers("enable server sticking/one", "show table sticking");
    same(0, "GET /c?id=p HTTP/1.1|Host: h");
  }

  @Test
  void connectionsOfModeTcpStickAndAreRefused() throws IOException {
    String request = "GET /s HTTP/1.1|Host: h|Connection: close";
    same(3, request, request, request, request, request, request);
    sameAnswers("show table raw");
  }

  @Test
  void bytesOfAnAnswerAreRemembered() throws IOException {
    String rest = " HTTP/1.1|Host: h|Connection: close";
    same(4, "GET /lost" + rest);
    sameAnswers("show table payload");
    same(
        4,
        "GET /s" + rest,
        "GET /s" + rest,
        "GET /404" + rest,
        "GET /200" + rest,
        "GET /404" + rest,
        "GET /200" + rest);
    sameAnswers("show table payload");
  }

  @Test
  void sessionFollowsTheAddressOfItsServer() throws IOException {
    same(5, "GET /s1 HTTP/1.1|Host: h", "GET /s2 HTTP/1.1|Host: h");
    sameAnswers(
        "show table moved",
        // Never two at one address: HAProxy knows only the first by it then.
        "set server moved/one addr 127.0.0.9 port {2}",
        "set server moved/two addr 127.0.0.1 port {1}",
        "set server moved/one addr 127.0.0.1 port {2}");
    same(5, "GET /s1 HTTP/1.1|Host: h", "GET /s2 HTTP/1.1|Host: h", "GET /s3 HTTP/1.1|Host: h");
    sameAnswers("show table moved");
  }

  @Test
  void commandsAreAnsweredAlike() throws IOException {
    sameAnswers(COMMANDS);
  }
}
