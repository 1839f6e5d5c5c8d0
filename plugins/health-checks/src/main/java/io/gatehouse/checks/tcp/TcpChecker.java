package io.gatehouse.checks.tcp;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.checks.talk.Dialing;
import io.gatehouse.checks.talk.TalkingChecker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;

/**
 * Opens a connection and closes it at once with a reset, as HAProxy does. The last acknowledgement
 * of the handshake is delayed, so that the reset comes instead of it: the server's application
 * never sees the connection, and its kernel keeps none in TIME_WAIT.
 */
final class TcpChecker implements HealthChecker {

  @Override
  public CheckResult probe(CheckTarget target) throws IOException {
    try {
      connect(target);
      return CheckResult.of(CheckStatus.L4OK);
    } catch (SocketTimeoutException late) {
      return CheckResult.of(Dialing.late(late));
    } catch (ConnectException | NoRouteToHostException refused) {
      return CheckResult.of(CheckStatus.L4CON, TalkingChecker.systemWords(refused));
    }
  }

  private static void connect(CheckTarget target) throws IOException {
    SocketAddress address = target.address();
    if (address instanceof InetSocketAddress inet) {
      Dialing.Detour detour = Dialing.Detour.of(target.route());
      try (Socket socket = new Socket()) {
        socket.setSoLinger(true, 0);
        if (detour.none()) {
          Dialing.keepSilent(socket);
        }
        Dialing.connect(socket, inet, target, detour);
      }
    } else {
      // A Unix socket answers at once or not at all: there is no network to wait for.
      SocketChannel.open(address).close();
    }
  }
}
