package io.gatehouse.gateway.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real program of this machine cannot be asked. */
@Timeout(30)
class ListeningTest {
  private static final String DEFAULTS =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 5s
        timeout server 5s
      """;
  private static final String SERVED =
      "  http-request return status 200 content-type text/plain string served\n";

  private static DataPlane plane(String text) {
    return Duel.plane(DEFAULTS + text);
  }

  private static String ask(int port) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n").body();
    }
  }

  @Test
  void aRangeIsAsManySockets() throws IOException {
    int first = RealHaproxy.freePort();
    try (DataPlane plane =
        plane("frontend f\n  bind 127.0.0.1:%d-%d\n%s".formatted(first, first + 1, SERVED))) {
      assertThat(plane.listeners()).hasSize(2);
      assertThat(ask(first) + ask(first + 1)).isEqualTo("servedserved");
    }
  }

  @Test
  void anAddressThatIsNotHereYetIsBoundAllTheSame() {
    try (DataPlane plane =
        plane(
            """
            frontend f
              bind 192.0.2.77:8077
              bind [2001:db8::77]:8077
            """)) {
      assertThat(plane.listeners()).hasSize(2);
    }
  }

  @Test
  void aUnixSocketAppearsWithItsRightsAndGoesAgain(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("in.sock");
    Files.writeString(path, "left behind");
    String bind = "frontend f\n  bind unix@%s mode 620\n%s".formatted(path, SERVED);
    try (DataPlane plane = plane(bind)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw--w----");
      assertThat(plane.listeners()).hasSize(1);
      assertThat(plane.listeners().getFirst().address()).hasToString(path.toString());
      for (int i = 0; i < 3; i++) {
        assertThat(askUnix(path)).endsWith("served");
      }
    }
    assertThat(path).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private static String askUnix(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      channel.write(
          ByteBuffer.wrap(
              "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes(US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
    }
  }

  @Test
  void unixBindGivesWhatLinesLeaveOut(@TempDir Path folder) throws IOException {
    String global = "global\n  unix-bind prefix %s/ mode 600\n".formatted(folder);
    try (DataPlane plane =
        Duel.plane(global + DEFAULTS + "frontend f\n  bind unix@in.sock\n" + SERVED)) {
      assertThat(plane.listeners()).hasSize(1);
      assertThat(askUnix(folder.resolve("in.sock"))).endsWith("served");
      assertThat(Files.getPosixFilePermissions(folder.resolve("in.sock"))).hasSize(2);
    }
  }

  @Test
  void anInheritedSocketIsServedByAllEventLoops() throws IOException {
    Socket inherited = Socket.newSocketStream();
    inherited.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    inherited.listen(16);
    try (DataPlane plane =
        plane("frontend f\n  bind fd@%d\n%s".formatted(inherited.intValue(), SERVED))) {
      int port = ((InetSocketAddress) plane.address("f")).getPort();
      assertThat(ask(port) + ask(port) + ask(port)).isEqualTo("servedservedserved");
    }
  }

  @Test
  void aDescriptorThatIsNoSocketIsRefused() {
    assertThatThrownBy(() -> plane("frontend f\n  bind fd@0\n" + SERVED))
        .hasStackTraceContaining("descriptor 0");
  }

  @Test
  void modeHealthAnswersAndCloses() throws IOException {
    int port = RealHaproxy.freePort();
    try (DataPlane plane =
            plane("frontend f\n  mode health\n  bind 127.0.0.1:%d\n".formatted(port));
        RawClient client = RawClient.connect(port)) {
      assertThat(plane.listeners()).hasSize(1);
      assertThat(client.readToEnd()).isEqualTo("OK\n");
    }
  }

  @Test
  void monitorsOfTheNetAreAnsweredWithoutARequest() throws IOException {
    int web = RealHaproxy.freePort();
    int raw = RealHaproxy.freePort();
    try (DataPlane plane =
            plane(
                """
                frontend web
                  bind 127.0.0.1:%d
                  monitor-net 127.0.0.0/8
                frontend raw
                  mode tcp
                  bind 127.0.0.1:%d
                  monitor-net 127.0.0.0/8
                """
                    .formatted(web, raw));
        RawClient client = RawClient.connect(web);
        RawClient other = RawClient.connect(raw)) {
      assertThat(plane.listeners()).hasSize(2);
      assertThat(client.readToEnd()).isEqualTo("HTTP/1.0 200 OK\r\n\r\n");
      assertThat(other.readToEnd()).isEmpty();
    }
  }
}
