package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks over TLS of servers that openssl plays, and of such that speak none, by both programs. */
@Timeout(120)
class TlsChecksOracleTest {
  private static final String CALM = "-www";
  private static final String HELLO = "tcp-check send hello\\r\\n|tcp-check expect string olleh";
  private static final String GET = "http-check send meth GET uri / ver HTTP/1.0";
  private static final String HTTP = "option httpchk|" + GET + "|http-check expect status ";
  private static final String TCP = "option tcp-check|tcp-check connect ";
  private static final String TRUST = "check-ssl verify required ca-file ca.pem";

  @TempDir private static Path folder;

  /**
   * One backend with one server.
   *
   * @param lines separated by bars
   */
  private record Case(String name, String lines, String server, Server there) {
    /** The plain TCP check. */
    static Case plain(String name, String server, Server there) {
      return new Case(name, "mode tcp", server, there);
    }
  }

  /** Starts what is checked. */
  private interface Server {
    Running start() throws IOException;

    static Server tls(String options) {
      return () -> {
        TlsServer server = TlsServer.start(folder, options);
        return new Running(server.port(), server::told, server);
      };
    }

    static Server raw(RawOrigin.Script script) {
      return () -> {
        RawOrigin server = RawOrigin.start(script);
        return new Running(server.port(), List::of, server);
      };
    }
  }

  private record Running(int port, Told told, AutoCloseable server) {}

  private interface Told {
    List<String> lines() throws IOException;
  }

  /** One of the programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  @BeforeAll
  static void certificates() throws Exception {
    Needs.programs("haproxy", "openssl", "stdbuf");
    Certificates.make(folder);
  }

  private static List<Case> trust() {
    Server calm = Server.tls(CALM);
    return List.of(
        Case.plain("t1", "check-ssl verify none", calm),
        Case.plain("t2", TRUST, calm),
        Case.plain("t3", "check-ssl verify required ca-file other.pem", calm),
        Case.plain("t4", TRUST + " verifyhost www.example.com", calm),
        Case.plain("t5", TRUST + " verifyhost wrong.example.com", calm),
        Case.plain("t6", TRUST + " verifyhost any.example.org", calm),
        Case.plain("t7", TRUST + " check-sni www.example.com", calm),
        Case.plain("t8", TRUST + " check-sni wrong.example.com", calm),
        Case.plain("t9", TRUST + " check-sni www.example.com verifyhost no.example.com", calm),
        Case.plain("t10", "check-ssl verify none verifyhost wrong.example.com", calm),
        Case.plain("t11", "check-ssl verify none check-sni wrong.example.com", calm),
        Case.plain("t12", "check-ssl ca-file ca.pem", calm));
  }

  private static List<Case> refusals() {
    String any = "check-ssl verify none";
    String strict = "-www -Verify 1 -CAfile ca.pem -verify_return_error ";
    return List.of(
        Case.plain("r1", any, Server.raw(caller -> caller.send("220 hello\r\n"))),
        Case.plain("r2", any, Server.raw(RawConnection::readToEnd)),
        Case.plain("r3", any, Server.raw(RawConnection::close)),
        Case.plain("r4", any, Server.raw(caller -> caller.readExactly(100))),
        Case.plain("r5", any, Server.tls(strict + "-tls1_2")),
        Case.plain("r6", any + " crt client.pem", Server.tls(strict + "-tls1_2")),
        Case.plain("r7", any, Server.tls(strict + "-tls1_3")),
        new Case("r8", HTTP + "200", any, Server.tls(strict + "-tls1_3")),
        new Case("r9", HTTP + "200", any + " crt client.pem", Server.tls(strict + "-tls1_3")),
        Case.plain("r10", any + " ssl-min-ver TLSv1.3", Server.tls("-www -tls1_2")),
        Case.plain("r11", any + " force-tlsv12", Server.tls("-www -tls1_2")),
        Case.plain("r12", any + " no-tlsv13", Server.tls("-www -tls1_3")),
        Case.plain(
            "r13",
            any + " no-tlsv13 ciphers ECDHE-ECDSA-AES128-GCM-SHA256",
            Server.tls("-www -cipher ECDHE-ECDSA-AES256-GCM-SHA384")),
        Case.plain(
            "r14",
            any + " no-tlsv13 ciphers ECDHE-ECDSA-AES256-GCM-SHA384",
            Server.tls("-www -cipher ECDHE-ECDSA-AES256-GCM-SHA384")));
  }

  private static List<Case> scripts() {
    String any = "verify none";
    Server echo = Server.tls("-rev");
    Server pages = Server.tls("-www -alpn h2,http/1.1");
    Server silent = Server.raw(RawConnection::readToEnd);
    return List.of(
        new Case("s1", TCP + "ssl|" + HELLO, any, echo),
        new Case("s2", TCP + "|" + HELLO, "check-ssl " + any, silent),
        new Case("s3", TCP + "default|" + HELLO, "check-ssl " + any, echo),
        new Case("s4", "option tcp-check|" + HELLO, "check-ssl " + any, echo),
        new Case("s5", TCP + "ssl", any, echo),
        new Case("s6", TCP + "ssl comment c|" + HELLO, any, silent),
        new Case(
            "s7",
            TCP + "ssl sni www.example.com comment c|" + HELLO,
            "verify required ca-file other.pem",
            echo),
        new Case("s8", HTTP + "200", "check-ssl " + any + " check-alpn http/1.1", pages),
        new Case("s9", HTTP + "201", "check-ssl " + any, pages),
        new Case(
            "s10",
            "option httpchk|http-check connect ssl sni www.example.com alpn http/1.1|"
                + GET
                + "|http-check expect status 200",
            any,
            pages),
        new Case("s11", "option redis-check", "check-ssl " + any, silent),
        new Case("s12", "option httpchk", "check-ssl " + any, silent));
  }

  private static String configuration(List<Case> cases, List<Running> servers, int log)
      throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            global
              max-spread-checks 100
              ca-base %s
              crt-base %s
              log 127.0.0.1:%d len 4000 format raw local0
            defaults
              log global
              option log-health-checks
              timeout connect 2s
              timeout client 5s
              timeout server 5s
              timeout check 2s
            frontend f
              bind 127.0.0.1:%d
              default_backend %s
            """
                .formatted(folder, folder, log, RealHaproxy.freePort(), cases.getFirst().name()));
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      text.append("backend ").append(one.name()).append('\n');
      text.append("  ").append(one.lines().replace("|", "\n  ")).append('\n');
      text.append("  server s 127.0.0.1:").append(servers.get(i).port()).append(" check ");
      text.append(one.server()).append(" inter 60s rise 1 fall 1\n");
    }
    return text.toString();
  }

  private static List<String> seen(Start start, List<Case> cases) throws Exception {
    List<Running> servers = new ArrayList<>();
    try (Sink sink = new Sink()) {
      for (Case one : cases) {
        servers.add(one.there().start());
      }
      try (Subject subject = start.with(configuration(cases, servers, sink.port()))) {
        sink.await(cases.stream().map(c -> " " + c.name() + "/s ").toArray(String[]::new));
        assertThat(subject).isNotNull();
      }
      List<String> seen = new ArrayList<>(sink.heard());
      // HAProxy adds whatever the last failed system call was, of any connection.
      seen.replaceAll(line -> line.replaceFirst("(SSL handshake failure) \\([^)]*\\)", "$1"));
      seen.removeIf(line -> !line.contains("Health check"));
      seen.sort(null);
      for (int i = 0; i < cases.size(); i++) {
        seen.add(cases.get(i).name() + " was asked for " + servers.get(i).told().lines());
      }
      return seen;
    } finally {
      for (Running one : servers) {
        one.server().close();
      }
    }
  }

  private static List<String> same(List<Case> cases) throws Exception {
    List<String> theirs = seen(Subject.Theirs::start, cases);
    assertThat(seen(Subject.Ours::start, cases)).isEqualTo(theirs);
    return theirs;
  }

  @Test
  void certificatesAreTrustedAsTheServerSays() throws Exception {
    same(trust());
  }

  @Test
  void serversThatDoNotSpeakItAsWantedAreToldApart() throws Exception {
    same(refusals());
  }

  @Test
  void scriptsSpeakItWhereTheyConnect() throws Exception {
    assertThat(same(scripts()))
        .contains(
            "s10 was asked for [Hostname in TLS extension: \"www.example.com\","
                + " ALPN protocols selected: http/1.1]");
  }
}
