package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** {@code persist rdp-cookie} leads to the server to which the real HAProxy leads. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RdpPersistenceOracleTest {
  /** 127.0.0.1 as a little-endian machine reads it. */
  private static final String LOOPBACK = "16777343";

  /** Stands where the protocol's two headers stand; nobody looks at it. */
  private static final String HEADERS = "tpkt-x224..";

  private static final String TEXT =
      """
      listen plain
        bind 127.0.0.1:{plain}
        balance first
        tcp-request inspect-delay 300ms
        tcp-request content accept if RDP_COOKIE
        persist rdp-cookie
        server a A
        server b B
      listen named
        bind 127.0.0.1:{named}
        balance first
        tcp-request inspect-delay 300ms
        tcp-request content accept if RDP_COOKIE
        persist rdp-cookie(Route)
        server a A
        server b B
      listen down
        bind 127.0.0.1:{down}
        balance first
        tcp-request inspect-delay 300ms
        tcp-request content accept if RDP_COOKIE
        persist rdp-cookie
        server a A
        server b B disabled
      listen downforced
        bind 127.0.0.1:{downforced}
        balance first
        tcp-request inspect-delay 300ms
        tcp-request content accept if RDP_COOKIE
        persist rdp-cookie
        option persist
        server a A
        server b B disabled
      listen ruled
        bind 127.0.0.1:{ruled}
        balance first
        tcp-request inspect-delay 300ms
        tcp-request content accept if RDP_COOKIE
        persist rdp-cookie
        use-server a if { src 127.0.0.1 }
        server a A
        server b B
      """;

  private final RawOrigin a;
  private final RawOrigin b;
  private final Duel duel;

  RdpPersistenceOracleTest() throws IOException {
    a = origin("a");
    b = origin("b");
    String text = TEXT.replace(" A", " 127.0.0.1:" + a.port());
    duel = Duel.start(text.replace(" B", " 127.0.0.1:" + b.port()));
  }

  private static RawOrigin origin(String name) throws IOException {
    return RawOrigin.start(
        server -> {
          server.send(name);
          server.readToEnd();
        });
  }

  @AfterAll
  void end() {
    duel.close();
    a.close();
    b.close();
  }

  private static int swapped(int port) {
    return Short.toUnsignedInt(Short.reverseBytes((short) port));
  }

  /** Where a client with this first line comes to. */
  private String led(String listener, String line) throws IOException {
    return duel.same(
        listener,
        port -> {
          try (RawClient client = RawClient.connect(port)) {
            client.send(HEADERS + line + "\r\n");
            client.endOutput();
            return client.readToEnd();
          }
        });
  }

  private String token() {
    return LOOPBACK + "." + swapped(b.port());
  }

  @Test
  void aTokenLeadsToItsServer() throws IOException {
    assertThat(led("plain", "Cookie: msts=" + token() + ".0000")).isEqualTo("b");
    assertThat(led("plain", "cookie:   MSTS=" + token() + ".0000")).isEqualTo("b");
  }

  @Test
  void whatIsNoTokenIsBalanced() throws IOException {
    assertThat(led("plain", "Cookie: msts=" + token())).isEqualTo("a");
    assertThat(led("plain", "Cookie: mstshash=alice")).isEqualTo("a");
    assertThat(led("plain", "Cookie: msts=1.2.0000")).isEqualTo("a");
    assertThat(led("plain", "Cookie: msts=.0000")).isEqualTo("a");
    assertThat(led("plain", "hello")).isEqualTo("a");
  }

  @Test
  void theCookieMayHaveAnotherName() throws IOException {
    assertThat(led("named", "Cookie: route=" + token() + ".0000")).isEqualTo("b");
    assertThat(led("named", "Cookie: msts=" + token() + ".0000")).isEqualTo("a");
  }

  @Test
  void aServerThatIsDownIsLeftUnlessPersistenceGoesThereToo() throws IOException {
    assertThat(led("down", "Cookie: msts=" + token() + ".0000")).isEqualTo("a");
    assertThat(led("downforced", "Cookie: msts=" + token() + ".0000")).isEqualTo("b");
  }

  @Test
  void aRuleAboutServersComesFirst() throws IOException {
    assertThat(led("ruled", "Cookie: msts=" + token() + ".0000")).isEqualTo("a");
  }
}
