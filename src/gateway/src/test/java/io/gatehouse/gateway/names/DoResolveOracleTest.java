package io.gatehouse.gateway.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawOrigin;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names that clients give are resolved by the real haproxy and by us. */
@Timeout(60)
final class DoResolveOracleTest {
  private static final String SETTINGS =
      """
        timeout resolve 1h
        timeout retry 100ms
        resolve_retries 2
        hold valid 1h
      """;

  @BeforeEach
  void needsTheRealOne() {
    Needs.programs("haproxy");
  }

  private static String get(String path, String name) {
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Name: " + name + "\r\n\r\n";
  }

  private static void zone(ZoneServer zone) {
    zone.name("one.test", "127.0.0.1")
        .name("both.test", "127.0.0.12", "::12")
        .name("six.test", "::6")
        .name("many.test", "10.1.2.3", "10.1.2.4", "10.9.9.9")
        .fails("refused.test", DnsResponseCode.REFUSED)
        .fails("gone.test", DnsResponseCode.NXDOMAIN)
        .silent("silent.test");
  }

  @Test
  void aVariableGetsTheAddressOfANameAlike() throws IOException {
    try (Resolving both =
        new Resolving(
            DoResolveOracleTest::zone,
            SETTINGS,
            """
            backend b
              http-request set-var(txn.ip) src if { path /kept }
              http-request do-resolve(txn.ip,r,ipv4) req.hdr(x-name),lower if ! { path_beg /six }
              http-request do-resolve(txn.ip,r) req.hdr(x-name),lower if { path_beg /six }
              http-request do-resolve(txn.second,r,ipv6,ipv4) str(both.test) if { path /two }
              http-request return status 200 content-type text/plain lf-string "%[var(txn.ip)] %[var(txn.second)] %[var(txn.ip),is_ip]"
            """
                .replace("%[var(txn.ip),is_ip]", "."))) {
      assertThat(both.answer(get("/", "one.test"))).isEqualTo("127.0.0.1  .");
      for (String name :
          new String[] {
            "ONE.test",
            "both.test",
            "six.test",
            "many.test",
            "refused.test",
            "gone.test",
            "silent.test",
            "missing.test",
            "one.test.",
            "no..dots",
            "a b",
            "",
            "127.0.0.1",
            "x".repeat(64) + ".test",
            "y.".repeat(127) + "test",
            "_srv.test"
          }) {
        for (String path : new String[] {"/", "/six", "/kept", "/two"}) {
          assertThat(both.answer(get(path, name))).isNotEmpty();
        }
      }
    }
  }

  @Test
  void aServerAtNoAddressIsTheOneThatTheNameLeadsTo() throws IOException {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        Resolving both =
            new Resolving(
                DoResolveOracleTest::zone,
                SETTINGS,
                """
                backend b
                  http-request do-resolve(txn.ip,r,ipv4) req.hdr(x-name),lower
                  http-request deny status 404 unless { var(txn.ip) -m found }
                  http-request set-dst var(txn.ip)
                  http-request set-dst-port int(ORIGIN) if { path /any }
                  use-server any if { path /any }
                  use-server star if { path /star }
                  server s 0.0.0.0:ORIGIN
                  server any 0.0.0.0:0
                  server star *:ORIGIN
                """
                    .replace("ORIGIN", Integer.toString(origin.port())))) {
      assertThat(both.answer(get("/", "one.test"))).isEqualTo("hi");
      assertThat(both.answer(get("/any", "one.test"))).isEqualTo("hi");
      assertThat(both.answer(get("/star", "one.test"))).isEqualTo("hi");
      assertThat(both.answer(get("/", "gone.test"))).isEqualTo("404");
    }
  }

  @Test
  void contentRulesWaitForANameAsLongAsTheyMay() throws IOException {
    for (String delay : new String[] {"tcp-request inspect-delay 5s", "# no delay"}) {
      try (RawOrigin origin = RawOrigin.answering("bye");
          Resolving both =
              new Resolving(
                  DoResolveOracleTest::zone,
                  SETTINGS,
                  """
                  backend b
                    server s 127.0.0.1:9
                  listen t
                    mode tcp
                    bind 127.0.0.1:PORT
                    DELAY
                    tcp-request content do-resolve(sess.ip,r,ipv4) str(one.test)
                    tcp-request content reject unless { var(sess.ip) -m found }
                    tcp-request content set-dst var(sess.ip)
                    server s 0.0.0.0:ORIGIN
                  """
                      .replace("DELAY", delay)
                      .replace("ORIGIN", Integer.toString(origin.port())))) {
        assertThat(both.echoed("hello\r\n\r\n")).isEqualTo(delay.startsWith("#") ? "" : "bye");
      }
    }
  }
}
