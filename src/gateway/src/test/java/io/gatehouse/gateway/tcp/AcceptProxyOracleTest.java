package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Headers, good and bad, that clients begin with. One that comes in pieces is left out: HAProxy
 * does not wait for the rest.
 */
@Timeout(120)
class AcceptProxyOracleTest {
  private static final String TEXT =
      """
      listen NAME
        mode http
        bind 127.0.0.1:{NAME} OPTIONS
        bind ::1:{NAME} OPTIONS
        bind unix@FOLDER/{NAME} OPTIONS
        RULE
        http-request return status 200 content-type text/plain lf-string \
      "<%[src] %[src_port] %[dst] %[dst_port] %[fc_rcvd_proxy] %[src_is_local] %[dst_is_local]MORE>"
      """;
  private static final String ELEMENTS = " %[fc_pp_authority,hex] %[fc_pp_unique_id,hex]";
  private static final String EXPECT = "tcp-request connection expect-proxy layer4";
  private static final Pattern TOLD = Pattern.compile("<[^>]*>");

  private static final List<String> LINES =
      List.of(
          "",
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 99999\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2  80\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 a 80\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 0 0\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 012 080\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 -1 80\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80 \r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80 x\r\n",
          "PROXY TCP4 192.0.2 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192.0.2.256 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192.0.2.1.1 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192.0.2.01 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192.0.2.001 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192.0.2.0001 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192.0.2. 198.51.100.2 1234 80\r\n",
          "PROXY TCP4  198.51.100.2 1234 80\r\n",
          "PROXY TCP4 \r\n",
          "PROXY TCP4\r\n",
          "PROXY \r\n",
          "PROXY\r\n",
          "PROXY tcp4 192.0.2.1 198.51.100.2 1234 80\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80\r\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80\n",
          "PROXY TCP4 192.0.2.1\t198.51.100.2 1234 80\r\n",
          "PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80",
          "PROXY TCP6 2001:db8::1 2001:db8::2 1234 80\r\n",
          "PROXY TCP6 2001:DB8::1 2001:db8:0:0:0:0:0:2 1234 80\r\n",
          "PROXY TCP6 :: ::1 1234 80\r\n",
          "PROXY TCP6 ::192.0.2.1 64:ff9b::192.0.2.1 1234 80\r\n",
          "PROXY TCP6 ::ffff:192.0.2.1 ::ffff:0:192.0.2.1 1234 80\r\n",
          "PROXY TCP6 1::2::3 ::1 1234 80\r\n",
          "PROXY TCP6 1:2:3:4:5:6:7 ::1 1234 80\r\n",
          "PROXY TCP6 1:2:3:4:5:6:7:8:9 ::1 1234 80\r\n",
          "PROXY TCP6 1:2:3:4:5:6:7:: ::1 1234 80\r\n",
          "PROXY TCP6 1:2:3:4:5:6:7:8:: ::1 1234 80\r\n",
          "PROXY TCP6 12345::1 ::1 1234 80\r\n",
          "PROXY TCP6 00001::1 ::1 1234 80\r\n",
          "PROXY TCP6 fe80::1%eth0 ::1 1234 80\r\n",
          "PROXY TCP6 [::1] ::1 1234 80\r\n",
          "PROXY TCP6 ::1 ::1 70000 80\r\n",
          "PROXY TCP6 ::1 ::1  80\r\n",
          "PROXY TCP6 ::1 ::1 1 \r\n",
          "PROXY TCP6 ::1 ::1 1 2 3\r\n",
          "PROXY TCP6 ::1 ::1 1 2 \r\n",
          "PROXY TCP6 ::1 ::1 1\r\n",
          "PROXY TCP6  ::1 ::1 1 2\r\n",
          "PROXY TCP6 ::1 ::1 1a 2\r\n",
          "PROXY TCP6 ::1 ::1 1 2\rx\n",
          "PROXY TCP6 ::1 ::1 1 2\n",
          "PROXY UNKNOWN\r\n",
          "PROXY UNKNOWN \r\n",
          "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n",
          "PROXY UNKNOWNX\r\n",
          "PROXY UNKNOW\r\n",
          "PROXY TCP4 " + "1".repeat(100) + " 198.51.100.2 1234 80\r\n",
          "PROXY TCP6 ::1 ::1 " + "0".repeat(100) + "1 80\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 " + "0".repeat(100) + "1 80\r\n",
          "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80\r\n".repeat(2));

  /** Behind the signature. Of an element that comes twice newer versions take the first. */
  private static final List<String> BINARIES =
      List.of(
          "2111000c c0000201 c6336402 04d2 0050",
          "2112000c c0000201 c6336402 04d2 0050",
          "2110000c c0000201 c6336402 04d2 0050",
          "2113000c c0000201 c6336402 04d2 0050",
          "2100000c c0000201 c6336402 04d2 0050",
          "21000000",
          "2131000c c0000201 c6336402 04d2 0050",
          "213100d8" + "00".repeat(216),
          "21220024 20010db8000000000000000000000001 20010db8000000000000000000000002 04d2 0050",
          "20110000",
          "2011000b 0000000000000000000000",
          "20210000",
          "2000000c c0000201 c6336402 04d2 0050",
          "20000007 02 0005 61616161",
          "20000001 02",
          "20000002 0200",
          "20000003 020000",
          "20110013 c0000201 c6336402 04d2 0050 02 0004 61616161",
          "22000000",
          "2f000000",
          "01000000",
          "11000000",
          "31000000",
          "a1000000",
          "2111000d c0000201 c6336402 04d2 0050 00",
          "2111000e c0000201 c6336402 04d2 0050 0000",
          "2111000f c0000201 c6336402 04d2 0050 000000",
          "21110010 c0000201 c6336402 04d2 0050 000000 00",
          "21110013 c0000201 c6336402 04d2 0050 05 0004 61616161",
          "21110014 c0000201 c6336402 04d2 0050 03 0005 0000000000",
          "21110012 c0000201 c6336402 04d2 0050 03 0003 000000",
          "21110013 c0000201 c6336402 04d2 0050 30 0004 61616161",
          "2111010e c0000201 c6336402 04d2 0050 02 00ff" + "61".repeat(255),
          "2111010f c0000201 c6336402 04d2 0050 02 0100" + "61".repeat(256),
          "2111008f c0000201 c6336402 04d2 0050 05 0080" + "61".repeat(128),
          "21110090 c0000201 c6336402 04d2 0050 05 0081" + "61".repeat(129),
          "2111040f c0000201 c6336402 04d2 0050 e0 0400" + "61".repeat(1024),
          "21110410 c0000201 c6336402 04d2 0050 e0 0401" + "61".repeat(1025),
          "2111200f c0000201 c6336402 04d2 0050 e0 2000" + "61".repeat(8192),
          "211103f3 c0000201 c6336402 04d2 0050 04 03e4" + "00".repeat(996),
          "21210023 20010db8000000000000000000000001 20010db8000000000000000000000002 04d2 00",
          "21210024 00000000000000000000ffffc0000201 20010db8000000000000000000000002 04d2 0050",
          "2111000c 00000000 00000000 0000 0000");

  private static final List<String> CUT =
      List.of(ToldHeader.SIGNATURE, ToldHeader.SIGNATURE.substring(0, 11), "\r\n\r\n", "\r\n");

  @TempDir private Path folder;
  private Duel duel;

  private String listen(String name, String options, String rule, String more) {
    return TEXT.replace("NAME", name)
        .replace("OPTIONS", options)
        .replace("FOLDER", folder.toString())
        .replace("RULE", rule)
        .replace("MORE", more);
  }

  @BeforeEach
  void start() throws IOException {
    String quick = "\n  timeout client 1500ms\n  timeout http-request 200ms";
    duel =
        Duel.start(
            listen("accepts", "accept-proxy", "", ELEMENTS)
                + listen("expects", "", EXPECT, ELEMENTS)
                + listen("bare", "accept-proxy", "", "")
                + listen("two", "accept-proxy proto h2", "", ELEMENTS)
                + listen("both", "proto h2 accept-proxy", EXPECT, ELEMENTS)
                + listen("late", "accept-proxy", quick, "")
                + listen("latetoo", "", EXPECT + quick, ""));
  }

  @AfterEach
  void end() {
    duel.close();
  }

  private SocketAddress at(String host, int port) {
    return host.equals("unix")
        ? UnixDomainSocketAddress.of(folder.resolve(String.valueOf(port)))
        : new InetSocketAddress(host, port);
  }

  /** What it knows of the client, or nothing. */
  private static String ask(SocketAddress to, int port, String sent) throws IOException {
    try (Caller client = Caller.to(to)) {
      int own = client.port();
      try {
        client.send(sent);
        client.endOutput();
      } catch (IOException alreadyReset) {
        return client.rest();
      }
      Matcher told = TOLD.matcher(client.rest());
      String all = told.find() ? told.group() : "";
      return own == 0
          ? all
          : all.replace(" " + own + " ", " own ").replace(" " + port + " ", " port ");
    }
  }

  /** How many were taken. */
  private int compare(String name, String host, List<String> headers, String request)
      throws IOException {
    List<String> differ = new ArrayList<>();
    int taken = 0;
    int theirPort = duel.theirs(name);
    int ourPort = duel.ours(name);
    for (String header : headers) {
      String theirs = ask(at(host, theirPort), theirPort, header + request);
      String ours = ask(at(host, ourPort), ourPort, header + request);
      taken += theirs.isEmpty() ? 0 : 1;
      if (!ours.equals(theirs)) {
        differ.add(ToldHeader.readable(header, 0, 0) + "\n" + theirs + "\n" + ours);
      }
    }
    assertThat(differ).as(name + " at " + host).isEmpty();
    return taken;
  }

  private static List<String> headers() {
    return Stream.of(LINES.stream(), BINARIES.stream().map(ToldHeader::binary), CUT.stream())
        .flatMap(all -> all)
        .toList();
  }

  @Test
  void goodAndBadOnesAreReadAlike() throws IOException {
    for (String name : List.of("accepts", "expects")) {
      for (String host : List.of("127.0.0.1", "::1", "unix")) {
        assertThat(compare(name, host, headers(), "GET / HTTP/1.0\r\n\r\n")).isGreaterThan(40);
      }
    }
  }

  /** Elements that came out right are not compared here: some come twice. */
  @Test
  void thoseWithOneByteWrongAreReadAlike() throws IOException {
    List<String> models =
        headers().stream().filter(one -> one.length() > 20 && one.length() < 60).toList();
    Random random = new Random(7);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      StringBuilder one = new StringBuilder(models.get(random.nextInt(models.size())));
      int at = random.nextInt(one.length());
      char other = one.charAt(random.nextInt(one.length()));
      switch (random.nextInt(4)) {
        case 0 -> one.deleteCharAt(at);
        case 1 -> one.insert(at, other);
        case 2 -> one.setCharAt(at, (char) random.nextInt(256));
        default -> one.setCharAt(at, other);
      }
      all.add(one.toString());
    }
    assertThat(compare("bare", "127.0.0.1", all, "GET / HTTP/1.0\r\n\r\n")).isGreaterThan(50);
  }

  @Test
  void clientsOfHttp2BeginWithThemToo() throws IOException {
    // Empty settings; a request for / without a body.
    String frames = "\0\0\0\4\0\0\0\0\0\0\0\6\1\5\0\0\0\1\u0082\u0084\u0086A\1h";
    String http2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frames;
    for (String name : List.of("accepts", "expects", "two", "both")) {
      for (String host : List.of("127.0.0.1", "::1", "unix")) {
        compare(name, host, headers(), http2);
      }
    }
    List<String> some = headers().subList(1, 2);
    assertThat(compare("two", "127.0.0.1", some, http2)).isEqualTo(1);
    assertThat(compare("expects", "127.0.0.1", some, http2)).isEqualTo(1);
  }

  /** Whoever says nothing is waited for as long as for an idle client. */
  @Test
  void silenceIsEndedAlike() throws IOException {
    for (String name : List.of("late", "latetoo")) {
      for (String first : List.of("", LINES.get(1), ToldHeader.binary("20000000"))) {
        String ended = duel.same(name, port -> ended(port, first));
        assertThat(ended).startsWith(first.isEmpty() ? "late: nothing" : "early: HTTP/1.1 408 ");
      }
    }
  }

  private static String ended(int port, String first) throws IOException {
    long begun = System.nanoTime();
    try (Caller client = Caller.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      client.send(first);
      String got = client.rest();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      String when = millis < 1_000 ? "early" : millis < 4_000 ? "late" : "too late";
      return when + ": " + got.lines().findFirst().orElse("nothing");
    }
  }
}
