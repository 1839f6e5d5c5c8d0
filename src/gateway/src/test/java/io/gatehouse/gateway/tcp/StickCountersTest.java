package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More stick counters than three, and their keys: newer than the real program of this machine. */
@Timeout(60)
class StickCountersTest {
  private static final String TEXT =
"""
      global
        tune.stick-counters 6
      frontend f
        mode http
        timeout client 5s
        bind 127.0.0.1:PORT
        tcp-request connection track-sc0 src table addresses
        http-request track-sc5 hdr(x-name) table names
        http-request sc-inc-gpc0(5) if { path /mark }
        http-request return status 200 content-type text/plain lf-string \
"%[sc0_key] %[sc_key(5)] %[sc_http_req_cnt(5)] %[sc_get_gpc0(5)] %[sc_tracked(4)] [%[sc1_key]]\\n"
      backend addresses
        stick-table type ip size 10 store conn_cnt
      backend names
        stick-table type string len 16 size 10 store http_req_cnt,gpc0
""";

  private static final String ADDED =
"""
      frontend f
        mode http
        timeout client 5s
        bind 127.0.0.1:PORT
        http-request track-sc0 hdr(x-name) table names
        http-request sc-add-gpc(1,0) 5 if { path /number }
        http-request sc-add-gpc(1,0) url_param(n) if { path /expression }
        http-request sc-add-gpc(7,0) 5 if { path /nowhere }
        http-request sc-add-gpc(1,1) 5 if { path /nobody }
        http-request return status 200 content-type text/plain lf-string \
"%[sc_get_gpc(0,0)] %[sc_get_gpc(1,0)] %[sc_gpc_rate(1,0)]\\n"
      backend names
        stick-table type string len 16 size 10 store gpc(2),gpc_rate(2,1h)
""";

  private static String ask(RawClient client, String path, String name) throws IOException {
    return client
        .exchange("GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Name: " + name + "\r\n\r\n")
        .body();
  }

  @Test
  void theSixthCounterTracksAndTellsItsKey() throws IOException {
    int port = RealHaproxy.freePort();
    try (DataPlane plane = Duel.plane(TEXT.replace("PORT", String.valueOf(port)));
        RawClient client = RawClient.connect(port)) {
      assertThat(plane).isNotNull();
      assertThat(ask(client, "/", "ann")).isEqualTo("127.0.0.1 ann 1 0 0 []\n");
      assertThat(ask(client, "/mark", "ann")).isEqualTo("127.0.0.1 ann 2 1 0 []\n");
      assertThat(ask(client, "/", "bob")).isEqualTo("127.0.0.1 bob 1 0 0 []\n");
    }
  }

  @Test
  void anyNumberIsAddedToAnElement() throws IOException {
    int port = RealHaproxy.freePort();
    try (DataPlane plane = Duel.plane(ADDED.replace("PORT", String.valueOf(port)));
        RawClient client = RawClient.connect(port)) {
      assertThat(plane).isNotNull();
      assertThat(ask(client, "/number", "ann")).isEqualTo("0 5 5\n");
      assertThat(ask(client, "/expression?n=37", "ann")).isEqualTo("0 42 42\n");
      assertThat(ask(client, "/expression?n=0", "ann")).isEqualTo("0 42 42\n");
      assertThat(ask(client, "/expression", "ann")).isEqualTo("0 42 42\n");
      assertThat(ask(client, "/nowhere", "ann")).isEqualTo("0 42 42\n");
      assertThat(ask(client, "/nobody", "ann")).isEqualTo("0 42 42\n");
      assertThat(ask(client, "/number", "bob")).isEqualTo("0 5 5\n");
    }
  }
}
