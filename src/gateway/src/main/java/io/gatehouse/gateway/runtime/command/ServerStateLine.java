package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningServer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A server's line in a state file (management guide section 9.3, {@code show servers state}): what
 * the running process knows and the configuration does not.
 */
final class ServerStateLine {
  private static final int CONFIGURED = 2;
  private static final int ENABLED = 4;
  private static final int PAUSED = 8;

  private ServerStateLine() {}

  static void print(RunningServer server, Answer answer) {
    SocketAddress address = server.address();
    answer
        .print(server.backend().id() + " " + server.backend().name())
        .print(" " + server.id() + " " + server.name() + " " + host(address))
        .print(" " + server.life().state().number() + " " + server.life().flags())
        .print(" " + server.userWeight() + " " + server.initialWeight())
        .print(" " + server.life().sinceSeconds() + " " + check(server))
        .print(" 0 0 0 - " + port(address) + " - 0 0 - - 0\n");
  }

  /** Number of the last status, of its result, the health, and the check's own state. */
  private static String check(RunningServer server) {
    CheckState check = server.check();
    if (check == null) {
      boolean disabled = server.life().maint();
      return "1 0 " + (disabled ? "0 " + PAUSED : server.server().health().rise() + " 0");
    }
    int state = CONFIGURED | (check.enabled() ? ENABLED : 0) | (check.paused() ? PAUSED : 0);
    return status(check.last().status())
        + " "
        + result(check.last().status())
        + " "
        + check.health().value()
        + " "
        + state;
  }

  private static int status(CheckStatus status) {
    return switch (status) {
      case UNK -> 0;
      case INI -> 1;
      case HANA -> 4;
      case SOCKERR -> 5;
      case L4OK -> 6;
      case L4TOUT -> 7;
      case L4CON -> 8;
      case L6OK -> 9;
      case L6TOUT -> 10;
      case L6RSP -> 11;
      case L7TOUT -> 12;
      case L7RSP -> 13;
      case L7OK -> 15;
      case L7OKC -> 16;
      case L7STS -> 17;
      case PROCERR -> 18;
      case PROCTOUT -> 19;
      case PROCOK -> 20;
    };
  }

  private static int result(CheckStatus status) {
    if (status == CheckStatus.UNK || status == CheckStatus.INI) {
      return 0;
    }
    if (status == CheckStatus.L7OKC) {
      return 4;
    }
    return status.passed() ? 3 : 2;
  }

  static String host(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "-";
  }

  static int port(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }
}
