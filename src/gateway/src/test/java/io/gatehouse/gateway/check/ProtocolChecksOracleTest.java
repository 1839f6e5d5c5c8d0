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
      server.readToEnd();
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

  private static List<Case> moreHttpCases() {
    String fields = "HTTP/1.1 200 OK\r\nX-A: b, c\r\nVia: one\r\nContent-Length: 2\r\n\r\nhi";
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";
    String check = "option httpchk|http-check expect ";
    return List.of(
        new Case("n1", check + "hdr name x-a", http(fields)),
        new Case("n2", check + "hdr name x-a value c", http(fields)),
        new Case("n3", check + "fhdr name x-a value c", http(fields)),
        new Case("n4", check + "fhdr name x-a value \"b, c\"", http(fields)),
        new Case("n5", check + "! hdr name -m beg x- comment none", http(fields)),
        new Case("n6", check + "hdr name -m end a value -m sub C", http(fields)),
        new Case("n7", check + "hdr name -m reg ^v.a value -m reg ^o", http(fields)),
        new Case("n8", check + "string hello", http(chunked)),
        new Case(
            "n9",
            check + "! string hello on-error \"%[res.hdr(transfer-encoding)]\"",
            http(chunked)),
        new Case("n10", check + "string x error-status L7STS", http(chunked)),
        new Case("n11", check + "status 200 on-success fine ok-status L7OKC", http(chunked)),
        new Case("n12", check + "string x", http("HTTP/1.1 204 None\r\n\r\n")),
        new Case(
            "n13",
            "option httpchk|http-check comment abc|http-check send|http-check expect status 500",
            http(OK)),
        new Case(
            "n14",
            "option httpchk|http-check connect|http-check send|http-check expect status 200"
                + "|http-check connect|http-check send meth GET|http-check expect rstatus ^5",
            http(OK)),
        new Case("n15", check + "status 201 status-code \"int(77)\"", http(OK)),
        new Case("n16", check + "status 200 tout-status L4TOUT", ProtocolChecksOracleTest::silent),
        new Case(
            "n17",
            "option httpchk|http-check set-var(check.x) \"str(hello)\"|http-check send|http-check"
                + " expect string-lf %[var(check.x)]",
            http(OK)),
        new Case("n18", check + "min-recv 100 string hello", http(OK)));
  }

  private static List<Case> namingCases() {
    return List.of(
        new Case("n19", "option httpchk|http-send-name-header X-Server", http(OK)),
        new Case(
            "n20",
            "option httpchk|http-send-name-header Via|http-check send meth PUT ver HTTP/1.1 uri /"
                + " hdr Host h hdr via client hdr A b body abc",
            http(OK)));
  }

  // size: a table of cases.
  private static List<Case> tcpCases() {
    String check = "option tcp-check|tcp-check ";
    RawOrigin.Script hello = says(text("hello world\r\n"));
    return List.of(
        new Case("t1", "option tcp-check", hello),
        new Case("t2", check + "connect", hello),
        new Case("t3", check + "expect string hello", hello),
        new Case("t4", check + "expect string nope", http("")),
        new Case("t5", check + "expect ! string hello comment \"no greeting\"", hello),
        new Case("t6", check + "expect rstring ^h.*d", hello),
        new Case("t7", check + "expect rstring ^x min-recv 5", hello),
        new Case("t8", check + "expect binary 68656c6c6f", hello),
        new Case("t9", check + "expect binary 41ff4200ff", ProtocolChecksOracleTest::silent),
        new Case("t10", check + "expect rbinary ^6865", hello),
        new Case("t11", check + "send x", ProtocolChecksOracleTest::silent),
        new Case(
            "t12",
            check + "comment first|tcp-check send PING\\r\\n|tcp-check expect string +PONG",
            ProtocolChecksOracleTest::closing),
        new Case(
            "t13",
            check + "send PING|tcp-check expect string +PONG",
            ProtocolChecksOracleTest::silent),
        new Case(
            "t14", check + "expect string x tout-status L6TOUT", ProtocolChecksOracleTest::silent),
        new Case(
            "t15", check + "expect string hello on-success \"it said %[res.payload(0,5)]\"", hello),
        new Case(
            "t16",
            check
                + "expect string xyz min-recv 3 on-error \"it said %[res.payload(0,5)]\""
                + " error-status L7STS",
            hello),
        new Case(
            "t17", check + "expect string hello ok-status L4OK status-code \"int(42)\"", hello),
        new Case(
            "t18",
            check
                + "set-var(check.a) \"str(abc)\"|tcp-check send-lf %[var(check.a)]|tcp-check expect"
                + " string-lf %[var(check.a)]",
            server -> server.send(server.readExactly(3))),
        new Case(
            "t19",
            check + "send-binary 616263|tcp-check expect binary 616263",
            server -> server.send(server.readExactly(3))),
        new Case("t20", check + "connect port 1", hello),
        new Case(
            "t21", check + "connect comment early|tcp-check connect port 1 comment late", hello),
        new Case("t22", check + "expect ! string world|tcp-check expect string hello", hello),
        new Case(
            "t23",
            check
                + "connect linger|tcp-check expect string hello|tcp-check connect|tcp-check expect"
                + " string bye",
            hello),
        new Case("t24", check + "expect string-lf %[var(check.none)]", hello),
        new Case("t25", check + "expect string hello|tcp-check set-var(check.z) \"int(1)\"", hello),
        new Case(
            "t26",
            check + "send-binary-lf %[str(6162),lower]|tcp-check expect string ab",
            server -> server.send(server.readExactly(2))));
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
      List<String> seen = new ArrayList<>(sink.heard());
      seen.removeIf(line -> !line.contains("Health check"));
      seen.sort(null);
      for (int i = 0; i < cases.size(); i++) {
        seen.add(cases.get(i).name() + " was told " + told(origins.get(i)));
      }
      return seen;
    } finally {
      origins.forEach(RawOrigin::close);
    }
  }

  /** Everything it heard, once its connections have ended. The time in a TLS greeting is masked. */
  private static String told(RawOrigin origin) {
    while (!origin.connections().stream().allMatch(one -> one.socket().isClosed())) {
      if (Thread.interrupted()) {
        throw new AssertionError("a connection does not end");
      }
      Thread.onSpinWait();
    }
    return origin.received().replaceFirst("(?s)^(\\x16\\x03\\x00.{8}).{4}", "$1time");
  }

  @Test
  void httpChecksSayTheSame() throws Exception {
    List<String> theirs = verdicts(Subject.Theirs::start, httpCases());
    assertThat(verdicts(Subject.Ours::start, httpCases())).isEqualTo(theirs);
  }

  @Test
  void linesOfHttpChecksSayTheSame() throws Exception {
    List<String> theirs = verdicts(Subject.Theirs::start, moreHttpCases());
    assertThat(verdicts(Subject.Ours::start, moreHttpCases())).isEqualTo(theirs);
  }

  @Test
  void serversAreToldTheirNames() throws Exception {
    List<String> theirs = verdicts(Subject.Theirs::start, namingCases());
    assertThat(verdicts(Subject.Ours::start, namingCases())).isEqualTo(theirs);
  }

  @Test
  void linesOfTcpChecksSayTheSame() throws Exception {
    List<String> theirs = verdicts(Subject.Theirs::start, tcpCases());
    assertThat(verdicts(Subject.Ours::start, tcpCases())).isEqualTo(theirs);
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
