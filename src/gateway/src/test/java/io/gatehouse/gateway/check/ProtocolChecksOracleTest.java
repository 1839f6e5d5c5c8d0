package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every kind of check meets servers that are well, ill, silent or gone, in both programs. */
@Timeout(90)
class ProtocolChecksOracleTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final byte[] GREETING =
      HexFormat.of()
          .parseHex(
              "4a0000000a382e302e3139000a0000006f3c025e6249410d00ffffff0200ffc71500000000000000"
                  + "0000007c182159106e2761144322200063616368696e675f736861325f70617373776f726400");

  /**
   * One backend.
   *
   * @param lines of the backend, divided by bars
   * @param server what its server does
   */
  private record Case(String name, String lines, RawOrigin.Script server) {}

  @BeforeEach
  void needsTheRealOne() {
    assumeTrue(RealHaproxy.installed(), "needs Debian's haproxy");
  }

  private static RawOrigin.Script http(String answer) {
    return server -> {
      server.readHead();
      server.send(answer);
      server.ended();
    };
  }

  /** Says its parts, each but the first after something was heard. */
  private static RawOrigin.Script says(byte[]... parts) {
    return server -> {
      for (int i = 0; i < parts.length; i++) {
        if (i > 0) {
          server.readExactly(1);
        }
        server.send(parts[i]);
      }
      server.ended();
    };
  }

  private static RawOrigin.Script mail(String... answers) {
    return server -> {
      server.send("220 hello there\r\n");
      for (String answer : answers) {
        server.readLine();
        server.send(answer);
      }
    };
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static void silent(RawConnection server) throws IOException {
    server.readToEnd();
  }

  private static void closing(RawConnection server) throws IOException {
    server.readExactly(1);
    server.socket().shutdownOutput();
    server.readToEnd();
  }

  private static List<Case> httpCases() {
    return List.of(
        new Case("h1", "option httpchk", http(OK)),
        new Case("h2", "option httpchk GET /a HTTP/1.1", http("HTTP/1.1 500 Oops Folks\r\n\r\n")),
        new Case("h3", "option httpchk /x", http("HTTP/1.0 302 Found\r\n\r\n")),
        new Case(
            "h4",
            "option httpchk|http-check disable-on-404",
            http("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")),
        new Case("h5", "option httpchk", http("junk\r\n\r\n")),
        new Case("h6", "option httpchk", ProtocolChecksOracleTest::silent),
        new Case("h7", "option httpchk", ProtocolChecksOracleTest::closing),
        new Case("h8", "option httpchk|http-check expect status 201", http(OK)),
        new Case("h9", "option httpchk|http-check expect status 200-299,404", http(OK)),
        new Case("h10", "option httpchk|http-check expect ! status 200", http(OK)),
        new Case("h11", "option httpchk|http-check expect rstatus ^3", http(OK)),
        new Case("h12", "option httpchk|http-check expect string hello", http(OK)),
        new Case("h13", "option httpchk|http-check expect string nope", http(OK)),
        new Case("h14", "option httpchk|http-check expect ! string hello", http(OK)),
        new Case("h15", "option httpchk|http-check expect rstring ^hel+o", http(OK)),
        new Case("h16", "option httpchk|http-check expect rstring ^x", http(OK)),
        new Case(
            "h17",
            "option httpchk|http-check expect status 200|http-check expect ! rstring ell",
            http(OK)));
  }

  private static List<Case> otherCases() {
    String pg = "option pgsql-check user bob";
    return List.of(
        new Case("r1", "option redis-check", says(text(""), text("+PONG\r\n"))),
        new Case("r2", "option redis-check", ProtocolChecksOracleTest::closing),
        new Case("r3", "option redis-check", ProtocolChecksOracleTest::silent),
        new Case("s1", "option smtpchk", mail("250 ok\r\n", "221 bye\r\n")),
        new Case("s5", "option smtpchk EHLO me", mail("250-a\r\n250 ok\r\n", "221 bye\r\n")),
        new Case("s6", "option smtpchk", mail("250 ok\r\n", "")),
        new Case("s2", "option smtpchk", says(text("554 go away\r\n"))),
        new Case("s3", "option smtpchk", says(text("hey you\r\n"))),
        new Case("s4", "option smtpchk", ProtocolChecksOracleTest::silent),
        new Case("p1", pg, says(text(""), hex("520000000800000000"))),
        new Case("p2", pg, says(text(""), hex("520000000c0000000561626364"))),
        new Case("p3", pg, says(text(""), text("E\0\0\0 SFATAL\0C28000\0Mno such\0\0"))),
        new Case("p4", pg, ProtocolChecksOracleTest::closing),
        new Case("p5", pg, says(text(""), text("Zzzzzzzzzzzzz"))),
        new Case("l1", "option ldap-check", says(text(""), hex("300c02010161070a010004000400"))),
        new Case("l2", "option ldap-check", says(text(""), hex("300c02010161070a010104000400"))),
        new Case("l3", "option ldap-check", says(text(""), text("zzzzzzzzzzzzzzzzzzzz"))),
        new Case("l4", "option ldap-check", ProtocolChecksOracleTest::closing),
        new Case("x1", "option ssl-hello-chk", says(text(""), hex("16030300020228"))),
        new Case("x2", "option ssl-hello-chk", says(text(""), hex("15030300020228"))),
        new Case("x3", "option ssl-hello-chk", says(text(""), text("HTTP/1.0 400 Bad\r\n"))),
        new Case("x4", "option ssl-hello-chk", ProtocolChecksOracleTest::closing));
  }

  private static List<Case> mysqlCases() {
    byte[] denied = hex("17000002ff1504");
    byte[] denial = Arrays.copyOf(denied, denied.length + 20);
    System.arraycopy(text("#28000Access denied!"), 0, denial, denied.length, 20);
    return List.of(
        new Case("m1", "option mysql-check", says(GREETING)),
        new Case("m2", "option mysql-check", says(hex("0f000000ff6904486f737420626c6f636b6564"))),
        new Case(
            "m3", "option mysql-check user bob", says(GREETING, hex("0700000200000002000000"))),
        new Case(
            "m4",
            "option mysql-check user bob pre-41",
            says(GREETING, hex("0700000200000002000000"))),
        new Case("m5", "option mysql-check user bob", says(GREETING, denial)),
        new Case("m6", "option mysql-check", says(text("abc"))),
        new Case("m7", "option mysql-check user bob", ProtocolChecksOracleTest::closing),
        new Case("m8", "option mysql-check", server -> server.send("")));
  }

  private static String configuration(List<Case> cases, List<RawOrigin> origins, int log) {
    StringBuilder text =
        new StringBuilder(
            """
            global
              max-spread-checks 300
              log 127.0.0.1:%d len 4000 format raw local0
            defaults
              log global
              option log-health-checks
              timeout connect 5s
              timeout client 5s
              timeout server 5s
              timeout check 800ms
            """
                .formatted(log));
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      text.append("backend ").append(one.name()).append('\n');
      text.append(one.lines().contains("httpchk") ? "  mode http\n" : "  mode tcp\n");
      text.append("  ").append(one.lines().replace("|", "\n  ")).append('\n');
      text.append("  server s 127.0.0.1:").append(origins.get(i).port());
      text.append(" check inter 60s rise 1 fall 1\n");
    }
    return text.toString();
  }

  /** One of the programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  private static List<String> verdicts(Start start, List<Case> cases) throws Exception {
    List<RawOrigin> origins = new ArrayList<>();
    try (Sink sink = new Sink()) {
      for (Case one : cases) {
        origins.add(RawOrigin.start(one.server()));
      }
      String front =
          "frontend f\n  bind 127.0.0.1:%d\n  default_backend %s\n"
              .formatted(RealHaproxy.freePort(), cases.get(0).name());
      String all = configuration(cases, origins, sink.port()) + front;
      try (Subject subject = start.with(all)) {
        sink.await(cases.stream().map(c -> " " + c.name() + "/s ").toArray(String[]::new));
        assertThat(subject).isNotNull();
      }
      return sink.heard().stream().filter(line -> line.contains("Health check")).sorted().toList();
    } finally {
      origins.forEach(RawOrigin::close);
    }
  }

  @Test
  void httpChecksSayTheSame() throws Exception {
    List<String> theirs = verdicts(Subject.Theirs::start, httpCases());
    assertThat(verdicts(Subject.Ours::start, httpCases())).isEqualTo(theirs);
  }

  @Test
  void mysqlChecksSayTheSame() throws Exception {
    List<String> theirs = verdicts(Subject.Theirs::start, mysqlCases());
    assertThat(verdicts(Subject.Ours::start, mysqlCases())).isEqualTo(theirs);
  }

  @Test
  void otherProtocolsSayTheSame() throws Exception {
    List<String> theirs = verdicts(Subject.Theirs::start, otherCases());
    assertThat(verdicts(Subject.Ours::start, otherCases())).isEqualTo(theirs);
  }
}
