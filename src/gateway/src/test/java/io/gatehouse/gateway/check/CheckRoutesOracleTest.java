package io.gatehouse.gateway.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks through a SOCKS4 proxy, and with a PROXY header in front, by both programs. */
@Timeout(90)
class CheckRoutesOracleTest {
  private static final String EXPECT = "|tcp-check expect string hello";
  private static final String HELLO = "option tcp-check" + EXPECT;
  private static final String BEHIND = "192.0.2.1:80 socks4 127.0.0.1:PORT check ";
  private static final int GRANTED = 0x5a;

  /** One backend; the server's address and options know the double's PORT. */
  private record Case(String name, String lines, String server, RawOrigin.Script there) {}

  /** One of the programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  private static RawOrigin.Script socks(int verdict, RawOrigin.Script behind) {
    return caller -> {
      caller.readExactly(16);
      caller.send(new byte[] {0, (byte) verdict, 0, 0, 0, 0, 0, 0});
      behind.serve(caller);
    };
  }

  private static void hello(RawConnection caller) throws IOException {
    caller.send("hello");
    caller.readToEnd();
  }

  private static void answer(RawConnection caller) throws IOException {
    caller.readHead();
    caller.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    caller.readToEnd();
  }

  private static RawOrigin.Script behindLine(RawOrigin.Script script) {
    return caller -> {
      caller.readLine();
      script.serve(caller);
    };
  }

  private static List<Case> throughSocks() {
    String via = BEHIND + "check-via-socks4";
    String direct = "127.0.0.1:PORT socks4 127.0.0.1:1 check ";
    RawOrigin.Script granting = socks(GRANTED, CheckRoutesOracleTest::hello);
    return List.of(
        new Case("k1", HELLO, via, granting),
        new Case("k2", "mode tcp", via, socks(GRANTED, RawConnection::readToEnd)),
        new Case("k3", "mode tcp", via, socks(GRANTED + 1, RawConnection::readToEnd)),
        new Case("k4", HELLO, via, RawConnection::readToEnd),
        new Case("k5", HELLO, via, caller -> caller.readExactly(16)),
        new Case("k6", "option tcp-check|tcp-check connect via-socks4" + EXPECT, BEHIND, granting),
        new Case("k7", HELLO, direct, CheckRoutesOracleTest::hello),
        new Case(
            "k8",
            "option tcp-check|tcp-check connect" + EXPECT,
            direct + "check-via-socks4",
            CheckRoutesOracleTest::hello),
        new Case("k9", "option httpchk", via, socks(GRANTED, CheckRoutesOracleTest::answer)),
        new Case(
            "k10",
            HELLO,
            via + " check-send-proxy",
            socks(GRANTED, behindLine(CheckRoutesOracleTest::hello))),
        new Case(
            "k11",
            "option redis-check",
            via,
            socks(
                GRANTED,
                caller -> {
                  caller.readLine();
                  caller.send("+PONG\r\n");
                  caller.readToEnd();
                })));
  }

  private static List<Case> behindHeaders() {
    String first = "127.0.0.1:PORT check send-proxy";
    RawOrigin.Script line = behindLine(CheckRoutesOracleTest::hello);
    RawOrigin.Script block =
        caller -> {
          caller.readExactly(16);
          hello(caller);
        };
    return List.of(
        new Case("p1", HELLO, first, line),
        new Case("p2", HELLO, first + "-v2", block),
        new Case(
            "p3", HELLO, "127.0.0.1:1 check send-proxy port PORT", CheckRoutesOracleTest::hello),
        new Case("p4", HELLO, "127.0.0.1:1 check send-proxy port PORT check-send-proxy", line),
        new Case("p5", "option httpchk", first, behindLine(CheckRoutesOracleTest::answer)),
        new Case(
            "p6",
            "option tcp-check|tcp-check connect send-proxy" + EXPECT,
            "127.0.0.1:PORT check",
            line),
        new Case(
            "p7",
            "option tcp-check|tcp-check connect" + EXPECT,
            first,
            CheckRoutesOracleTest::hello),
        new Case("p8", "option tcp-check|tcp-check connect default" + EXPECT, first, line),
        new Case("p9", "mode tcp", first, RawConnection::readToEnd),
        new Case("p10", HELLO, "127.0.0.1:PORT check check-send-proxy", line));
  }

  /** Version 2 has elements in checks too, those apart that only a client's exchange has. */
  private static List<Case> withElements() {
    String first = "127.0.0.1:PORT check send-proxy-v2";
    String options = first + " proxy-v2-options ";
    String elsewhere = "127.0.0.1:PORT check ";
    return List.of(
        plain("e1", "mode tcp", first),
        plain("e2", "mode tcp", first + "-ssl"),
        plain("e3", "mode tcp", first + "-ssl-cn"),
        plain("e4", "mode tcp", options + "crc32c"),
        plain("e5", "mode tcp", options + "unique-id"),
        plain("e6", "mode tcp", options + "authority"),
        plain("e7", "mode tcp", options + "crc32c,ssl,unique-id"),
        plain("e8", "mode tcp", options + "crc32c port PORT"),
        plain("e9", "mode tcp", options + "crc32c addr 127.0.0.1 check-send-proxy"),
        plain("e10", "option tcp-check|tcp-check connect send-proxy", options + "crc32c"),
        plain("e11", "option tcp-check|tcp-check connect send-proxy", options + "ssl port PORT"),
        plain("e12", "mode tcp|default-server send-proxy", elsewhere + "no-send-proxy"),
        plain(
            "e13",
            "mode tcp|default-server send-proxy-v2 check-send-proxy",
            elsewhere + "no-send-proxy-v2"),
        plain("e14", "mode tcp|default-server check-send-proxy", elsewhere + "no-check-send-proxy"),
        plain("e15", "mode tcp", elsewhere + "proxy-v2-options crc32c check-send-proxy"));
  }

  private static Case plain(String name, String lines, String server) {
    return new Case(name, lines, server, RawConnection::readToEnd);
  }

  private static String configuration(List<Case> cases, List<Integer> doubles, int log)
      throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            global
              max-spread-checks 100
              log 127.0.0.1:%d len 4000 format raw local0
            defaults
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
      String port = String.valueOf(doubles.get(i));
      text.append("backend ").append(one.name()).append('\n');
      text.append("  ").append(one.lines().replace("PORT", port).replace("|", "\n  ")).append('\n');
      text.append("  server s ").append(one.server().replace("PORT", port));
      text.append(" inter 60s rise 1 fall 1\n");
    }
    return text.toString();
  }

  private static List<String> seen(Start start, List<Case> cases) throws Exception {
    List<RawOrigin> doubles = new ArrayList<>();
    try (Sink sink = new Sink()) {
      for (Case one : cases) {
        doubles.add(RawOrigin.start(one.there()));
      }
      List<Integer> ports = doubles.stream().map(RawOrigin::port).toList();
      try (Subject subject = start.with(configuration(cases, ports, sink.port()))) {
        sink.await(cases.stream().map(c -> " " + c.name() + "/s ").toArray(String[]::new));
        assertThat(subject).isNotNull();
      }
      List<String> seen = new ArrayList<>(sink.heard());
      // HAProxy adds whatever the last failed system call was, of any connection.
      seen.replaceAll(line -> line.replaceFirst("(SOCKS4 Proxy [a-z ]+?) \\([^)]*\\)", "$1"));
      seen.removeIf(line -> !line.contains("Health check"));
      seen.sort(null);
      for (int i = 0; i < cases.size(); i++) {
        seen.add(cases.get(i).name() + " was told " + told(doubles.get(i)));
      }
      return seen;
    } finally {
      doubles.forEach(RawOrigin::close);
    }
  }

  /** Ports, which chance gives, are masked. */
  private static String readable(String told) {
    return told.startsWith("\r\n")
        ? HexFormat.of().formatHex(told.getBytes(ISO_8859_1))
        : told.replaceFirst("(PROXY TCP[46] \\S+ \\S+) \\d+ \\d+", "$1 port port");
  }

  /** Everything it heard, once its connections have ended. */
  private static String told(RawOrigin there) {
    while (!there.connections().stream().allMatch(one -> one.socket().isClosed())) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      assertThat(Thread.interrupted()).as("a connection does not end").isFalse();
    }
    return readable(there.received());
  }

  private static void same(List<Case> cases) throws Exception {
    Needs.programs("haproxy");
    List<String> theirs = seen(Subject.Theirs::start, cases);
    assertThat(seen(Subject.Ours::start, cases)).isEqualTo(theirs);
  }

  @Test
  void checksGoThroughSocksAsTheyAreTold() throws Exception {
    same(throughSocks());
  }

  @Test
  void checksBeginWithTheHeaderTheyAreToldToSend() throws Exception {
    same(behindHeaders());
  }

  @Test
  void checksGoWhereAddrAndPortSay() throws Exception {
    same(
        List.of(
            plain("w1", "mode tcp", "127.0.0.1:1 check port PORT"),
            plain("w2", "mode tcp", "127.0.0.9:PORT check addr 127.0.0.1"),
            plain("w3", "mode tcp", "127.0.0.9:1 check addr 127.0.0.1 port PORT"),
            plain("w4", "mode tcp", "127.0.0.1:PORT check port 1"),
            plain("w5", "mode tcp", "127.0.0.1:PORT check addr 127.0.0.9"),
            plain("w6", HELLO, "127.0.0.1:1 check port PORT")));
  }

  @Test
  void headersOfChecksHaveElements() throws Exception {
    same(withElements());
  }

  private static String told(Start start, SocketAddress there, String server) throws Exception {
    boolean unix = there instanceof UnixDomainSocketAddress;
    var family = unix ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET6;
    try (Sink sink = new Sink();
        ServerSocketChannel listener = ServerSocketChannel.open(family)) {
      var _ = listener.bind(there);
      String address = unix ? "unix@" + there : "ipv6@::1";
      int port = unix ? 0 : ((InetSocketAddress) listener.getLocalAddress()).getPort();
      Case one = plain("b", "mode tcp", address + (unix ? " " : ":" + port + " ") + server);
      String text = configuration(List.of(one), List.of(1), sink.port());
      try (Subject subject = start.with(text);
          SocketChannel check = listener.accept()) {
        assertThat(subject).isNotNull();
        return readable(all(check));
      }
    }
  }

  /** A check that knows enough resets its connection. */
  private static String all(SocketChannel check) {
    ByteBuffer bytes = ByteBuffer.allocate(200);
    try {
      while (check.read(bytes) >= 0) {
        assertThat(bytes.hasRemaining()).isTrue();
      }
    } catch (IOException reset) {
      // What came before it has been read.
    }
    return ISO_8859_1.decode(bytes.flip()).toString();
  }

  @Test
  void headersOfChecksKnowIpv6AndUnixSockets(@TempDir Path folder) throws Exception {
    Needs.programs("haproxy");
    int next = 0;
    for (String server :
        List.of("", "-v2", "-v2-ssl proxy-v2-options crc32c", "no-send-proxy check-send-proxy")) {
      String line = "check " + (server.startsWith("no") ? server : "send-proxy" + server);
      for (boolean unix : List.of(true, false)) {
        List<String> told = new ArrayList<>();
        for (Start start : List.<Start>of(Subject.Theirs::start, Subject.Ours::start)) {
          SocketAddress there =
              unix
                  ? UnixDomainSocketAddress.of(folder.resolve("s" + next++))
                  : new InetSocketAddress(InetAddress.ofLiteral("::1"), 0);
          told.add(told(start, there, line));
        }
        assertThat(told.get(1)).as(line).isEqualTo(told.get(0)).isNotEmpty();
      }
    }
  }
}
