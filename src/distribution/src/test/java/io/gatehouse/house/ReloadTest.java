package io.gatehouse.house;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
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

/** What SIGHUP and SIGUSR2 do to a process that reloads, and to one that does not. */
@Timeout(240)
class ReloadTest {
  private static final String LISTENS = "frontend f listens";
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final int LONGEST_MESSAGE = 1_024;

  @TempDir private Path folder = Path.of("");
  private int port;

  /** Writes the configuration and returns its file. */
  private String file(String global, String word) throws IOException {
    return Launched.file(
        folder,
        """
        global
          %s
        defaults
          mode http
          timeout connect 5s
          timeout client 30s
          timeout server 5s
        frontend f
          bind 127.0.0.1:%d
          http-request return status 200 content-type text/plain string %s
        """
            .formatted(global, port, word));
  }

  @Test
  void oneProcessChangesToTheNewFileAndKeepsItsConnections() throws Exception {
    port = RealHaproxy.freePort();
    try (Launched gateway = Launched.start("gatehouse", "run", "-f", file("", "first"))) {
      gateway.until(LISTENS);
      try (RawClient kept = RawClient.connect(port)) {
        assertThat(kept.exchange(REQUEST).body()).isEqualTo("first");
        String _ = file("", "second");
        gateway.signal("HUP");
        gateway.until("Reload finished");
        assertThat(Launched.ask(port, "/")).isEqualTo("second");
        assertThat(kept.exchange(REQUEST).body()).isEqualTo("second");
        String _ = file("", "third");
        gateway.signal("USR2");
        gateway.until("Reload finished");
        assertThat(kept.exchange(REQUEST).body()).isEqualTo("third");
      }
      gateway.signal("TERM");
      assertThat(gateway.exitCode()).isZero();
    }
  }

  @Test
  void aBrokenFileChangesNothingAndIsComplainedAbout() throws Exception {
    port = RealHaproxy.freePort();
    try (Launched gateway = Launched.start("gatehouse", "run", "-f", file("", "first"))) {
      gateway.until(LISTENS);
      String _ = file("maxcon 10", "second");
      gateway.signal("HUP");
      assertThat(gateway.until("maxcon")).contains("haproxy.cfg:2:");
      gateway.until("Reload refused, the old configuration stays in force");
      assertThat(Launched.ask(port, "/")).isEqualTo("first");
      String _ = file("maxconn 10", "third");
      gateway.signal("HUP");
      gateway.until("Reload finished");
      assertThat(Launched.ask(port, "/")).isEqualTo("third");
    }
  }

  @Test
  void whatNeedsAnotherProcessIsSaidAndTheRestTakesEffect() throws Exception {
    port = RealHaproxy.freePort();
    try (Launched gateway = Launched.start("gatehouse", "run", "-f", file("nbthread 1", "first"))) {
      gateway.until(LISTENS);
      String _ = file("nbthread 2", "second");
      gateway.signal("HUP");
      assertThat(gateway.until("nbthread")).contains("takes effect when the process is restarted");
      gateway.until("Reload finished");
      assertThat(Launched.ask(port, "/")).isEqualTo("second");
    }
  }

  @Test
  void asMasterItReloadsAndTellsTheServiceManagerWhen() throws Exception {
    port = RealHaproxy.freePort();
    assertThat(io.netty.channel.epoll.Epoll.isAvailable()).isTrue();
    Path path = folder.resolve("notify");
    Socket manager = Socket.newSocketDomainDgram();
    try {
      manager.bind(new DomainSocketAddress(path.toString()));
      Map<String, String> environment = Map.of("NOTIFY_SOCKET", path.toString());
      try (Launched gateway =
          Launched.start(environment, "haproxy", "-Ws", "-f", file("", "first"))) {
        gateway.until(LISTENS);
        assertThat(received(manager)).startsWith("READY=1\n");
        String _ = file("", "second");
        gateway.signal("USR2");
        assertThat(received(manager)).matches("RELOADING=1\nMONOTONIC_USEC=\\d+\nSTATUS=.*\n");
        assertThat(received(manager)).startsWith("READY=1\n");
        assertThat(Launched.ask(port, "/")).isEqualTo("second");
        String _ = file("nonsense", "third");
        gateway.signal("HUP");
        assertThat(received(manager)).startsWith("RELOADING=1\n");
        assertThat(received(manager)).startsWith("READY=1\nSTATUS=Reload refused");
        assertThat(Launched.ask(port, "/")).isEqualTo("second");
      }
    } finally {
      manager.close();
    }
  }

  @Test
  void withoutMasterSignalsMeanWhatTheyMeanToHaproxy() throws Exception {
    port = RealHaproxy.freePort();
    try (Launched gateway = Launched.start("haproxy", "-d", "-f", file("", "first"))) {
      gateway.until(LISTENS);
      String _ = file("", "second");
      gateway.signal("USR2");
      assertThat(gateway.until("SIGUSR2")).contains("ignored: this process has no master");
      gateway.signal("HUP");
      gateway.until("SIGHUP received, dumping servers states");
      assertThat(Launched.ask(port, "/")).isEqualTo("first");
    }
  }

  private static String received(Socket socket) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_MESSAGE);
    int length = socket.recv(buffer, 0, buffer.capacity());
    // The socket is not set to block.
    while (length <= 0) {
      Thread.onSpinWait();
      length = socket.recv(buffer, 0, buffer.capacity());
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, US_ASCII);
  }
}
