package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningServer;

/** {@code set server … fqdn}: another name to resolve. */
final class NewName {
  private static final String FAILED = "set server <b>/<s> fqdn failed because ";
  private static final String BY = " by 'stats socket command'\n";
  private static final int LONGEST = 255;

  private final RunningGateway gateway;

  NewName(RunningGateway gateway) {
    this.gateway = gateway;
  }

  void give(RunningServer server, String name, Answer answer) {
    if (name.isEmpty()) {
      answer.error("set server <b>/<s> fqdn requires a FQDN.\n");
    } else if (!server.server().resolution().continuous()) {
      answer.error(FAILED + "no resolution is configured.\n");
    } else if (server.server().service()) {
      answer.error(FAILED + "SRV resolution is configured.\n");
    } else {
      gateway.change(() -> answer.message(Severity.WARNING, change(server, name) + BY));
    }
  }

  /** Control thread. */
  private String change(RunningServer server, String name) {
    String old = server.hostName();
    if (name.equals(old)) {
      return "no need to change the FDQN";
    }
    if (name.length() > LONGEST || !valid(name)) {
      return "invalid fqdn '" + name + "'";
    }
    return gateway.plane().names().rename(server, name)
        ? "%s changed its FQDN from %s to %s"
            .formatted(server.label(), old.isEmpty() ? "(null)" : old, name)
        : "could not update " + server.label() + " FQDN";
  }

  private static boolean valid(String name) {
    return name.chars()
        .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0));
  }
}
