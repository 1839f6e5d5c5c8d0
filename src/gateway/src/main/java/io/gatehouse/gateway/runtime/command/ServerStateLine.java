package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.statefile.StateNumbers;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A server's line in a state file (management guide section 9.3, {@code show servers state}): what
 * the running process knows and the configuration does not. Its numbers are those of HAProxy.
 */
final class ServerStateLine {
  private static final int CONFIGURED = 2;
  private static final int ENABLED = 4;
  private static final int PAUSED = 8;
  private static final int AGENT = 16;
  private static final int UNKNOWN = 0;
  private static final int NEUTRAL = 1;
  private static final int FAILED = 2;
  private static final int PASSED = 3;
  private static final int CONDITIONALLY_PASSED = 4;

  private ServerStateLine() {}

  static void print(RunningServer server, Answer answer) {
    SocketAddress address = server.address();
    answer
        .print(server.backend().id() + " " + server.backend().name())
        .print(" " + server.id() + " " + server.name() + " " + host(address))
        .print(" " + server.life().state().number() + " " + server.life().flags())
        .print(" " + server.userWeight() + " " + server.initialWeight())
        .print(" " + server.life().sinceSeconds() + " " + check(server))
        .print(" " + agent(server) + " 0 0 " + orNone(server.hostName()) + " " + port(address))
        .print(" " + orNone(server.serviceName()) + " 0 " + places(server) + "\n");
  }

  private static String orNone(String name) {
    return name.isEmpty() ? "-" : name;
  }

  /** Status, result, health and state of the check. */
  private static String check(RunningServer server) {
    CheckState check = server.check();
    if (check == null) {
      int paused = server.server().disabled() ? PAUSED : 0;
      return "1 0 " + server.life().uncheckedHealth() + " " + paused;
    }
    CheckStatus status = check.last().status();
    int flags = CONFIGURED | (check.enabled() ? ENABLED : 0) | (check.paused() ? PAUSED : 0);
    return StateNumbers.of(status)
        + " "
        + result(status)
        + " "
        + check.health().value()
        + " "
        + flags;
  }

  private static int agent(RunningServer server) {
    AgentState agent = server.agent();
    return agent == null ? 0 : CONFIGURED | AGENT | (agent.check().enabled() ? ENABLED : 0);
  }

  /** Where the check and the agent are, if not where the server is. */
  private static String places(RunningServer server) {
    CheckState check = server.check();
    String own = check == null ? "0 -" : check.port() + " " + check.address().orElse("-");
    AgentState agent = server.agent();
    return agent == null
        ? own + " " + unasked(server)
        : own + " " + agent.check().address().orElse("-") + " " + agent.check().port();
  }

  /** Where an agent would be asked: where the configuration places the check. */
  private static String unasked(RunningServer server) {
    return server
        .server()
        .check()
        .map(check -> check.address().orElse("-") + " " + check.port().orElse(0))
        .orElse("- 0");
  }

  private static int result(CheckStatus status) {
    return switch (status) {
      case UNK, INI -> UNKNOWN;
      case CHECKED -> NEUTRAL;
      case L7OKC -> CONDITIONALLY_PASSED;
      default -> status.passed() ? PASSED : FAILED;
    };
  }

  static String host(SocketAddress address) {
    return address instanceof InetSocketAddress inet && !inet.isUnresolved()
        ? NetUtil.toAddressString(inet.getAddress())
        : "-";
  }

  static int port(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }
}
