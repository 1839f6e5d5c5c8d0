package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningServer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A server's line in a state file (management guide section 9.3, {@code show servers state}): what
 * the running process knows and the configuration does not.
 */
final class ServerStateLine {
  private static final int FORCED_MAINT = 1;
  private static final int CONFIGURED_MAINT = 4;
  private static final int FORCED_DRAIN = 8;
  private static final int STOPPED = 0;
  private static final int RUNNING = 2;

  private ServerStateLine() {}

  static void print(RunningServer server, Answer answer) {
    SocketAddress address = server.address();
    answer
        .print(server.backend().id() + " " + server.backend().name())
        .print(" " + server.id() + " " + server.name() + " " + host(address))
        .print(" " + (server.usable() ? RUNNING : STOPPED) + " " + admin(server))
        .print(" " + server.userWeight() + " " + server.initialWeight())
        .print(" 0 1 0 2 0 0 0 0 - " + port(address) + " - 0 0 - - 0\n");
  }

  private static int admin(RunningServer server) {
    int configured = server.server().disabled() ? CONFIGURED_MAINT : 0;
    return switch (server.admin()) {
      case READY -> 0;
      case DRAIN -> FORCED_DRAIN;
      case MAINT -> FORCED_MAINT | configured;
    };
  }

  static String host(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "-";
  }

  static int port(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }
}
