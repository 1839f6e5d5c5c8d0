package io.gatehouse.gateway.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.peers.Node.Kind;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A section comes, stays over a reload and goes; strangers are turned away. */
class PeersLifeTest {
  private static final String HEAD =
      "defaults\n  mode http\n  timeout client 5s\n  timeout server 5s\n  timeout connect 2s\n";

  private int here;
  private int there;

  @BeforeEach
  void ports() throws IOException {
    here = RealHaproxy.freePort();
    there = RealHaproxy.freePort();
  }

  private String section() {
    return "peers group\n  peer a 127.0.0.1:%d\n  peer b 127.0.0.1:%d\n".formatted(here, there);
  }

  private static String table(String name, String more) {
    return "backend %s\n  stick-table type string len 40 size 10k store gpc0,gpt0,server_id %s\n"
        .formatted(name, more);
  }

  private Node.Ours start(String name, String text) {
    return (Node.Ours) Kind.GATEHOUSE.start(name, HEAD + text);
  }

  private static String connection(Node node) {
    return node.say("show peers").replaceAll("(?s).* appctx:(0x[0-9a-f]+) .*", "$1");
  }

  private static void connected(Node one, Node other) {
    assertThat(Node.eventually(() -> one.connected("b") && other.connected("a"))).isTrue();
  }

  @Test
  void reloadKeepsTheConnectionAndSharesTablesThatAreNew() {
    String one = section() + table("t", "peers group");
    try (Node.Ours ours = start("a", one);
        Node.Ours other = start("b", one + table("u", "peers group"))) {
      connected(ours, other);
      // One of two that were made at the same time goes at the start.
      other.say("set table t key x data.gpc0 1");
      assertThat(Node.eventually(() -> ours.used("t") == 1)).isTrue();
      other.say("set table u key only data.gpc0 7");
      String before = connection(ours);
      ours.reload("a", HEAD + one + table("u", "peers group"));
      assertThat(Node.eventually(() -> ours.used("u") == 1)).isTrue();
      assertThat(connection(ours)).isEqualTo(before);
      ours.say("set table u key mine data.gpc0 8");
      assertThat(Node.eventually(() -> other.used("u") == 2)).isTrue();
      assertThat(ours.used("t")).isOne();
    }
  }

  @Test
  void sectionThatGoesIsClosed() {
    try (Node.Ours ours = start("a", section() + table("t", "peers group"))) {
      assertThat(ours.say("show peers group")).contains("id=b(remote,");
      ours.reload("a", HEAD + table("t", ""));
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), here).close())
          .isInstanceOf(ConnectException.class);
      assertThat(ours.say("show peers")).isBlank();
      assertThat(ours.say("show peers group")).contains("No such peers");
    }
  }

  @Test
  void addressThatIsTakenIsAnError() throws IOException {
    try (ServerSocket taken = new ServerSocket(here, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start("a", section()).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("cannot bind")
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void tableThatIsWrittenToLearnsServersAndTags() {
    String receiving = table("t", "peers group write-to u") + table("u", "");
    try (Node.Ours ours = start("a", section() + table("t", "peers group"));
        Node.Ours other = start("b", section() + receiving)) {
      connected(ours, other);
      ours.say("set table t key x data.gpc0 5 data.gpt0 6 data.server_id 7");
      assertThat(Node.eventually(() -> other.rows("u").contains("server_id=7 gpt0=6 gpc0=0")))
          .isTrue();
      assertThat(other.rows("t")).contains("server_id=7 gpt0=6 gpc0=5");
    }
  }

  /** What it answers to these bytes until it closes the connection, or says no more for a while. */
  private String answer(byte[]... words) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), here)) {
      for (byte[] some : words) {
        socket.getOutputStream().write(some);
      }
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] text(String words) {
    return words.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void strangersAreTurnedAway() throws IOException {
    try (Node.Ours ours = start("a", section() + table("t", "peers group"))) {
      assertThat(answer(text("GET / HTTP/1.1\n"))).isEqualTo("501\n");
      assertThat(answer(text("HAProxyS 3.0\n"))).isEqualTo("502\n");
      assertThat(answer(text("HAProxyS 2.1\nz\n"))).isEqualTo("503\n");
      assertThat(answer(text("HAProxyS 2.1\na\nz 1 1\n"))).isEqualTo("504\n");
      assertThat(answer(text("HAProxyS 2.1\na\nb\n"))).isEqualTo("501\n");
      assertThat(ours.connected("b")).isFalse();
    }
  }

  @Test
  void nonsenseEndsTheConnectionWithItsReason() throws IOException {
    try (Node.Ours ours = start("a", section() + table("t", "peers group"))) {
      byte[] hello = text("HAProxyS 2.1\na\nb 1 1\n");
      assertThat(answer(hello, new byte[] {10, (byte) 0x82, 1, (byte) 0xff})).endsWith("\1\0");
      byte[] large = {10, (byte) 0x80, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0};
      assertThat(answer(hello, large)).endsWith("\1\1");
      assertThat(ours.say("show peers")).contains("proto_err=2");
    }
  }

  @Test
  void nodeThatNeverReadsHoldsNobodyUp() throws IOException {
    try (Node.Ours ours = start("a", section() + table("t", "peers group"));
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), here)) {
      silent.getOutputStream().write(text("HAProxyS 2.1\na\nb 1 1\n"));
      for (int i = 0; i < 100; i++) {
        StringBuilder line = new StringBuilder();
        for (int j = 0; j < 50; j++) {
          line.append("set table t key ").append("long-").append(i).append('-').append(j);
          line.append("-0123456789; ");
        }
        ours.say(line.toString());
      }
      assertThat(ours.used("t")).isEqualTo(5_000);
      // Nothing was heard of it for too long.
      assertThat(Node.eventually(() -> ours.say("show peers").contains("no_hbt=1"))).isTrue();
    }
  }
}
