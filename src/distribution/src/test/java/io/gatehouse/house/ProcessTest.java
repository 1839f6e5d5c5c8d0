package io.gatehouse.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RealHaproxy;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the process needs of the system, and what it tells it. */
@Timeout(240)
class ProcessTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void serviceManagerHearsOfTheStartAndTheEnd() throws Exception {
    assertThat(io.netty.channel.epoll.Epoll.isAvailable()).isTrue();
    Path path = folder.resolve("notify");
    Socket manager = Socket.newSocketDomainDgram();
    try {
      manager.bind(new DomainSocketAddress(path.toString()));
      Map<String, String> environment = Map.of("NOTIFY_SOCKET", path.toString());
      try (Launched gateway =
          Launched.start(environment, "haproxy", "-Ws", "-f", file("", RealHaproxy.freePort()))) {
        assertThat(gateway.until("listens")).contains("frontend f listens");
        assertThat(received(manager))
            .isEqualTo("READY=1\nMAINPID=" + gateway.pid() + "\nSTATUS=Ready.\n");
        gateway.signal("USR1");
        assertThat(gateway.exitCode()).isZero();
        assertThat(received(manager)).isEqualTo("STOPPING=1\n");
      }
    } finally {
      manager.close();
    }
  }

  @Test
  void maxconnBeyondTheLimitOfOpenFilesIsRefused() throws Exception {
    try (Launched gateway =
        Launched.start("haproxy", "-f", file("maxconn 100000000", RealHaproxy.freePort()))) {
      assertThat(gateway.toTheEnd())
          .contains("[ALERT]", "too low for maxconn 100000000", "LimitNOFILE");
      assertThat(gateway.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void withoutStrictLimitsItIsAWarning() throws Exception {
    String global = "maxconn 100000000\n  no strict-limits";
    try (Launched gateway =
        Launched.start("gatehouse", "run", "-f", file(global, RealHaproxy.freePort()))) {
      assertThat(gateway.until("too low")).contains("warning: ");
      assertThat(gateway.until("listens")).contains("frontend f listens");
    }
  }

  @Test
  void addressThatIsTakenIsRefused() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        Launched gateway = Launched.start("haproxy", "-f", file("", taken.getLocalPort()))) {
      assertThat(gateway.toTheEnd())
          .contains("[ALERT]", "cannot bind", ":" + taken.getLocalPort(), "in use");
      assertThat(gateway.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void transportIsASettingAndIsSaid() throws Exception {
    String file = file("", RealHaproxy.freePort());
    try (Launched gateway =
        Launched.start("gatehouse", "run", "-P", "gatehouse.transport=nio", "-f", file)) {
      assertThat(gateway.until("transport")).isEqualTo("gatehouse: using transport nio");
    }
    try (Launched gateway =
        Launched.start("gatehouse", "run", "-P", "gatehouse.transport=pigeon", "-f", file)) {
      assertThat(gateway.toTheEnd()).contains("'pigeon', expected auto, io_uring");
      assertThat(gateway.exitCode()).isEqualTo(2);
    }
  }

  private static String received(Socket socket) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(512);
    int length = socket.recv(buffer, 0, buffer.capacity());
    // The socket is not set to block.
    while (length <= 0) {
      Thread.onSpinWait();
      length = socket.recv(buffer, 0, buffer.capacity());
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, UTF_8);
  }

  private String file(String global, int port) throws IOException {
    return Launched.file(
        folder,
        """
        global
          %s
        defaults
          mode http
          timeout connect 5s
          timeout client 5s
          timeout server 5s
        frontend f
          bind 127.0.0.1:%d
          http-request return status 200 content-type text/plain string r
        """
            .formatted(global, port));
  }
}
