package io.gatehouse.checks.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthCheckerPlugin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpCheckerTest {
  private final TcpChecker checker = new TcpChecker();

  @Test
  void passesWhereSomeoneListens() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(checker.probe(target(server.getLocalSocketAddress())))
          .isEqualTo(CheckResult.of(CheckStatus.L4OK));
    }
  }

  @Test
  void leavesNothingToAcceptBehind() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 20; i++) {
        assertThat(checker.probe(target(server.getLocalSocketAddress())).status())
            .isEqualTo(CheckStatus.L4OK);
      }
      server.setSoTimeout(50);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void saysThatTheConnectionWasRefused() throws IOException {
    SocketAddress closed;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      closed = server.getLocalSocketAddress();
    }

    assertThat(checker.probe(target(closed)))
        .isEqualTo(CheckResult.of(CheckStatus.L4CON, "Connection refused"));
  }

  @Test
  void checksUnixSockets(@TempDir Path folder) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);

      assertThat(checker.probe(target(address)).status()).isEqualTo(CheckStatus.L4OK);
    }
  }

  @Test
  void isFoundAsAPlugin() {
    assertThat(ServiceLoader.load(HealthCheckerPlugin.class))
        .anySatisfy(plugin -> assertThat(plugin.name()).isEqualTo("tcp"));
  }

  private static CheckTarget target(SocketAddress address) {
    assertThat(address).isInstanceOfAny(InetSocketAddress.class, UnixDomainSocketAddress.class);
    Duration limit = Duration.ofSeconds(5);
    return new CheckTarget("b", "s", address, limit, limit);
  }
}
