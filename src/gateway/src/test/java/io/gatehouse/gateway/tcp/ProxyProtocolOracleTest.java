package io.gatehouse.gateway.tcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyProtocolOracleTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
  private static final String LINE = "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80\r\n";
  private static final String REQUEST =
      """
      GET / HTTP/1.1
      Host: h
      Connection: close

      """
          .replace("\n", "\r\n");

  private static final String TEXT =
      """
      listen accepts
        mode http
        bind 127.0.0.1:{accepts} accept-proxy
        http-request return status 200 content-type text/plain lf-string \
      "%[src] %[src_port] %[dst] %[dst_port] %[fc_rcvd_proxy] %[fc_pp_authority]"
      listen expects
        mode http
        bind 127.0.0.1:{expects}
        tcp-request connection expect-proxy layer4 if { src 127.0.0.1 }
        http-request return status 200 content-type text/plain lf-string "%[src] %[src_port]"
      listen first
        bind 127.0.0.1:{first}
        server o ORIGIN send-proxy
      listen second
        bind 127.0.0.1:{second}
        server o ORIGIN send-proxy-v2
      listen options
        bind 127.0.0.1:{options} accept-proxy
        server o ORIGIN send-proxy-v2 proxy-v2-options authority,ssl
      listen summed
        bind 127.0.0.1:{summed}
        server o 127.0.0.1:{accepts} send-proxy-v2 proxy-v2-options crc32c
      listen again
        mode http
        bind 127.0.0.1:{again} accept-proxy
        http-reuse always
        server o 127.0.0.1:{accepts} send-proxy
      """;

  private final RawOrigin origin;
  private final Duel duel;

  ProxyProtocolOracleTest() throws IOException {
    origin = RawOrigin.start(server -> server.send("got:" + server.readToEnd()));
    duel = Duel.start(TEXT.replace("ORIGIN", "127.0.0.1:" + origin.port()));
  }

  @AfterAll
  void end() {
    duel.close();
    origin.close();
  }

  private static String ask(int port, byte[] header) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send(header);
      client.send(REQUEST);
      return client
          .readToEnd()
          .replace(String.valueOf(client.socket().getLocalPort()), "<client>")
          .replace(String.valueOf(port), "<port>");
    } catch (IOException reset) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LINE,
        "PROXY TCP6 2001:db8::1 2001:db8::2 1234 80\r\n",
        "PROXY TCP6 ::1 2001:db8::2 1234 80\r\n",
        "PROXY UNKNOWN\r\n",
        "PROXY UNKNOWN rest\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 1234\r\n",
        "PROXY TCP4 host 198.51.100.2 1234 80\r\n",
        "PROXY TCP6 192.0.2.1 198.51.100.2 1234 80\r\n",
        "PROXY UDP4 192.0.2.1 198.51.100.2 1234 80\r\n",
        "PROXY  TCP4 192.0.2.1 198.51.100.2 1234 80\r\n",
        "GET / HTTP/1.0\r\nHost: nobody\r\n\r\n"
      })
  void linesAreReadAlike(String line) throws IOException {
    String answer = duel.same("accepts", port -> ask(port, line.getBytes(ISO_8859_1)));
    assertThat(answer).matches("(?s)|HTTP/1.1 200 .*");
  }

  /**
   * TCP over IPv4, over IPv6, with elements, of another family, of a local connection; then too
   * short, an element that is too long, an unknown command, version 3, a wrong checksum.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2111000c c0000201 c6336402 04d2 0050",
        "21210024 20010db8000000000000000000000001 20010db8000000000000000000000002 04d2 0050",
        "21110014 c0000201 c6336402 04d2 0050 02 0005 612e636f6d",
        "21310000",
        "20000000",
        "2011000c c0000201 c6336402 04d2 0050",
        "2111000b c0000201 c6336402 04d2 00",
        "21110011 c0000201 c6336402 04d2 0050 02 0005 61 62",
        "2211000c c0000201 c6336402 04d2 0050",
        "3111000c c0000201 c6336402 04d2 0050",
        "21110013 c0000201 c6336402 04d2 0050 03 0004 00000000"
      })
  void binaryHeadersAreReadAlike(String rest) throws IOException {
    byte[] header = HexFormat.of().parseHex(SIGNATURE + rest.replace(" ", ""));
    String answer = duel.same("accepts", port -> ask(port, header));
    assertThat(answer).matches("(?s)|HTTP/1.1 200 .*");
  }

  @Test
  void aRuleMayExpectTheHeader() throws IOException {
    assertThat(duel.same("expects", port -> ask(port, LINE.getBytes(ISO_8859_1))))
        .endsWith("192.0.2.1 1234");
  }

  @Test
  void aHeaderInPiecesIsWaitedFor() throws IOException {
    try (RawClient client = RawClient.connect(duel.ours("accepts"))) {
      client.send(LINE.substring(0, 20));
      client.send(LINE.substring(20));
      client.send(REQUEST);
      assertThat(client.readAnswer().body()).startsWith("192.0.2.1 1234 198.51.100.2 80 1");
    }
  }

  /** What the origin got, with the ports of this conversation by name. */
  private static String relay(int port, String header) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      int own = client.socket().getLocalPort();
      client.send(header + "data");
      client.endOutput();
      return client
          .readToEnd()
          .replace(bytes(own), "<client>")
          .replace(bytes(port), "<port>")
          .replace(String.valueOf(own), "<client>")
          .replace(String.valueOf(port), "<port>");
    }
  }

  private static String bytes(int port) {
    return new String(new byte[] {(byte) (port >> 8), (byte) port}, ISO_8859_1);
  }

  @Test
  void serversAreToldTheSame() throws IOException {
    assertThat(duel.same("first", port -> relay(port, "")))
        .isEqualTo("got:PROXY TCP4 127.0.0.1 127.0.0.1 <client> <port>\r\ndata");
    assertThat(duel.same("second", port -> relay(port, ""))).endsWith("<client><port>data");
    String header = SIGNATURE + "21110014c0000201c633640204d20050020005612e636f6d";
    String received = new String(HexFormat.of().parseHex(header), ISO_8859_1);
    assertThat(duel.same("options", port -> relay(port, received))).contains("a.com");
  }

  @Test
  void checksumsHoldOnTheOtherSide() throws IOException {
    assertThat(ask(duel.ours("summed"), new byte[0])).contains("127.0.0.1");
    assertThat(ask(duel.theirs("summed"), new byte[0])).contains("127.0.0.1");
  }

  @Test
  void connectionsThatToldOfAnotherClientAreNotUsedAgain() throws IOException {
    for (String client : new String[] {"192.0.2.1", "192.0.2.9", "192.0.2.1"}) {
      byte[] line = LINE.replace("192.0.2.1", client).getBytes(ISO_8859_1);
      assertThat(duel.same("again", port -> ask(port, line))).contains(client + " 1234");
    }
  }
}
