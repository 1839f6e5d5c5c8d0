package io.gatehouse.dataplane.agent;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.health.ConnectFailure;
import io.gatehouse.dataplane.health.SystemWords;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks an agent once. Blocks a virtual thread. */
public final class AgentCall {
  private static final int MOST = 16_384;

  private AgentCall() {}

  /**
   * @param limit for the connection, and for the answer after it
   */
  public static AgentReply ask(InetSocketAddress address, String send, Duration limit) {
    boolean connected = false;
    try (Socket socket = new Socket()) {
      socket.setSoLinger(true, 0);
      int millis = Math.toIntExact(limit.toMillis());
      socket.connect(address, millis);
      connected = true;
      socket.setSoTimeout(millis);
      if (!send.isEmpty()) {
        socket.getOutputStream().write(send.getBytes(StandardCharsets.ISO_8859_1));
      }
      return line(socket.getInputStream());
    } catch (SocketTimeoutException late) {
      return failed(connected ? CheckStatus.L7TOUT : CheckStatus.L4TOUT, "");
    } catch (IOException broken) {
      if (connected) {
        return failed(CheckStatus.SOCKERR, SystemWords.of(broken));
      }
      ConnectFailure failure = ConnectFailure.of(broken, address);
      return failed(failure.status(), failure.words());
    }
  }

  private static AgentReply failed(CheckStatus status, String words) {
    return AgentReply.failed(CheckResult.of(status, words));
  }

  private static AgentReply line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < MOST) {
      int next = in.read();
      if (next == '\n' || next == '\r' || next == 0) {
        return AgentReply.parse(line.toString());
      }
      if (next < 0) {
        break;
      }
      line.append((char) next);
    }
    String words =
        line.isEmpty()
            ? "TCPCHK got an empty response at step 2"
            : "Ignoring incomplete line from agent";
    return failed(line.isEmpty() ? CheckStatus.L7RSP : CheckStatus.CHECKED, words);
  }
}
