package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What servers are told of clients in front of their data, byte for byte. */
@Timeout(120)
class SendProxyOracleTest {
  private static final String ELEMENTS = "02 0005 612e636f6d 05 0004 69647878 e0 0000";

  /** What a client in front of {@code accept-proxy} begins with. */
  private static final List<String> FIRST =
      List.of(
          ToldHeader.binary("2111000c c0000201 c6336402 04d2 0050"),
          ToldHeader.binary("2111001e c0000201 c6336402 04d2 0050" + ELEMENTS),
          ToldHeader.binary(
              "21210024 20010db8000000000000000000000001 20010db8000000000000000000000002"
                  + "04d2 0050"),
          ToldHeader.binary(
              "21210024 00000000000000000000ffffc0000201 20010db8000000000000000000000002"
                  + "04d2 0050"),
          ToldHeader.binary("20000000"),
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80\r\n",
          "PROXY TCP6 2001:db8::1 ::ffff:198.51.100.2 1234 80\r\n",
          "PROXY UNKNOWN\r\n");

  /** Words of a server's line; behind {@code |} those of the {@code default-server} before it. */
  private static final List<String> SERVERS =
      List.of(
          "",
          "send-proxy",
          "send-proxy-v2",
          "send-proxy-v2-ssl",
          "send-proxy-v2-ssl-cn",
          "send-proxy-v2 proxy-v2-options ssl",
          "send-proxy-v2 proxy-v2-options cert-cn",
          "send-proxy-v2 proxy-v2-options ssl-cipher",
          "send-proxy-v2 proxy-v2-options cert-sig",
          "send-proxy-v2 proxy-v2-options cert-key",
          "send-proxy-v2 proxy-v2-options authority",
          "send-proxy-v2 proxy-v2-options crc32c",
          "send-proxy-v2 proxy-v2-options unique-id",
          "proxy-v2-options unique-id,crc32c,ssl,authority,cert-cn send-proxy-v2",
          "send-proxy-v2 proxy-v2-options crc32c proxy-v2-options authority",
          "send-proxy send-proxy-v2",
          "send-proxy-v2 send-proxy",
          "send-proxy-v2 send-proxy no-send-proxy",
          "send-proxy-v2 send-proxy no-send-proxy-v2",
          "send-proxy no-send-proxy",
          "send-proxy-v2 no-send-proxy-v2",
          "send-proxy-v2-ssl send-proxy no-send-proxy-v2-ssl",
          "|send-proxy",
          "|send-proxy-v2 proxy-v2-options crc32c",
          "no-send-proxy|send-proxy",
          "send-proxy|send-proxy-v2",
          "send-proxy-v2|send-proxy",
          "send-proxy-v2 proxy-v2-options ssl|proxy-v2-options crc32c",
          "no-send-proxy-v2-ssl|send-proxy-v2-ssl",
          "no-send-proxy-v2-ssl-cn|send-proxy-v2-ssl-cn");

  private static final List<String> RULES =
      List.of(
          "tcp-request connection set-src str(192.0.2.9)",
          "tcp-request connection set-src str(2001:db8::9)",
          "tcp-request connection set-src str(::ffff:192.0.2.9)",
          "tcp-request connection set-src-port int(7)",
          "tcp-request connection set-dst str(2001:db8::9)",
          "tcp-request connection set-dst str(::ffff:192.0.2.9)",
          "tcp-request connection set-dst-port int(7)",
          "tcp-request session set-src str(192.0.2.9)",
          "tcp-request session set-dst-port int(7)",
          "tcp-request content set-src str(192.0.2.9)",
          "tcp-request content set-dst str(192.0.2.9)",
          "tcp-request content set-src-port int(7)",
          "tcp-request content set-dst-port int(7)");

  @TempDir private Path folder;

  /** A listener: which words its server has, and which rules it. */
  private record Case(String server, String rule) {}

  private String text(List<Case> cases, int origin, String more) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cases.size(); i++) {
      String[] words = cases.get(i).server().split("\\|", -1);
      text.append(
          """
          listen l%1$d
            bind 127.0.0.1:{l%1$d}
            bind ::1:{l%1$d}
            bind 127.0.0.2:{l%1$d} accept-proxy
            bind unix@%2$s/{l%1$d}
            %3$s
            %4$s
            default-server %5$s
            server s 127.0.0.1:%6$d %7$s
          """
              .formatted(
                  i,
                  folder,
                  more,
                  cases.get(i).rule(),
                  words.length > 1 ? words[1] : "",
                  origin,
                  words[0]));
    }
    return text.toString();
  }

  private static void answer(RawConnection server) throws IOException {
    StringBuilder all = new StringBuilder();
    while (!all.toString().endsWith("data\n")) {
      all.append(server.readExactly(1));
    }
    server.send(all.toString());
  }

  private SocketAddress at(String host, int port) {
    return host.equals("unix")
        ? UnixDomainSocketAddress.of(folder.resolve(String.valueOf(port)))
        : new InetSocketAddress(host, port);
  }

  private static String told(SocketAddress to, int port, String first) throws IOException {
    try (Caller client = Caller.to(to)) {
      client.send(first + "data\n");
      return ToldHeader.readable(client.rest(), client.port(), port);
    }
  }

  private List<String> compare(List<Case> cases, String more) throws IOException {
    List<String> differ = new ArrayList<>();
    int headers = 0;
    try (RawOrigin origin = RawOrigin.start(SendProxyOracleTest::answer);
        Duel duel = Duel.start(text(cases, origin.port(), more))) {
      for (int i = 0; i < cases.size(); i++) {
        int theirs = duel.theirs("l" + i);
        int ours = duel.ours("l" + i);
        for (String host : List.of("127.0.0.1", "::1", "127.0.0.2", "unix")) {
          for (String first : host.equals("127.0.0.2") ? FIRST : List.of("")) {
            String expected = told(at(host, theirs), theirs, first);
            String found = told(at(host, ours), ours, first);
            headers += expected.equals("data\n") ? 0 : 1;
            if (!found.equals(expected)) {
              differ.add(cases.get(i) + " at " + host + first + "\n" + expected + "\n" + found);
            }
          }
        }
      }
    }
    assertThat(headers).isGreaterThan(cases.size());
    return differ;
  }

  @Test
  void everyWordOfAServersLine() throws IOException {
    List<Case> cases = SERVERS.stream().map(words -> new Case(words, "")).toList();
    assertThat(compare(cases, "unique-id-format of-%[src]-%[dst]")).isEmpty();
  }

  @Test
  void aUniqueIdWithoutAFormatIsEmpty() throws IOException {
    List<Case> cases =
        List.of(
            new Case("send-proxy-v2 proxy-v2-options unique-id", ""),
            new Case("send-proxy-v2 proxy-v2-options crc32c,unique-id", ""));
    assertThat(compare(cases, "")).isEmpty();
  }

  @Test
  void addressesThatRulesHaveReplaced() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String rule : RULES) {
      cases.add(new Case("send-proxy", rule));
      cases.add(new Case("send-proxy-v2 proxy-v2-options crc32c", rule));
    }
    assertThat(compare(cases, "")).isEmpty();
  }

  private static String requestsText(List<String> lines, int origin) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split("\\|", -1);
      text.append(
          """
          listen l%1$d
            mode http
            unique-id-format %%[req.hdr(x-id)]
            bind 127.0.0.1:{l%1$d} thread 1
            http-reuse %2$s
            %3$s
            server s 127.0.0.1:%4$d %5$s
          """
              .formatted(i, words[0], words[2].replace(";", "\n  "), origin, words[1]));
    }
    return text.toString();
  }

  /** Answers each request with what stood in front of it. */
  private static void echo(RawConnection server) throws IOException {
    while (true) {
      StringBuilder all = new StringBuilder();
      while (all.indexOf("GET ") < 0 || !all.toString().endsWith("\r\n\r\n")) {
        all.append(server.readExactly(1));
      }
      String header = all.substring(0, all.indexOf("GET "));
      server.send(
          "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(header.length()) + header);
    }
  }

  private static String requests(int port) throws IOException {
    StringBuilder told = new StringBuilder();
    try (RawClient one = RawClient.connect(port);
        RawClient two = RawClient.connect(port)) {
      int number = 0;
      for (RawClient client : List.of(one, one, two, two, one)) {
        String request =
            "GET / HTTP/1.1\r\nHost: h\r\nX-Id: %d\r\nX-Src: 192.0.2.%d\r\n\r\n"
                .formatted(number / 3, number / 2);
        String header = client.exchange(request).body();
        number++;
        int from = client.socket().getLocalPort();
        told.append(ToldHeader.readable(header, from, port)).append('|');
      }
    }
    return told.toString();
  }

  /** Connections are used again by requests of which the same would be told. */
  @Test
  void requestsOfOneConnection() throws IOException {
    String fixed =
        "tcp-request connection set-src str(192.0.2.1);tcp-request connection set-src-port int(7)";
    List<String> lines = new ArrayList<>();
    for (String reuse : List.of("never", "safe", "aggressive", "always")) {
      for (String server :
          List.of(
              "",
              "send-proxy",
              "send-proxy-v2-ssl proxy-v2-options crc32c",
              "send-proxy-v2 proxy-v2-options unique-id")) {
        for (String rules :
            List.of(
                "",
                "http-request set-src hdr(x-src)",
                fixed,
                fixed + ";option http-server-close")) {
          lines.add(reuse + "|" + server + "|" + rules);
        }
      }
    }
    List<String> differ = new ArrayList<>();
    try (RawOrigin origin = RawOrigin.start(SendProxyOracleTest::echo);
        Duel duel = Duel.start(requestsText(lines, origin.port()))) {
      for (int i = 0; i < lines.size(); i++) {
        String theirs = requests(duel.theirs("l" + i));
        String ours = requests(duel.ours("l" + i));
        if (!ours.equals(theirs)) {
          differ.add(lines.get(i) + "\n" + theirs + "\n" + ours);
        }
      }
    }
    assertThat(differ).isEmpty();
  }
}
