package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningBackend.ForcedHealth;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.RunningServer.AdminState;
import io.gatehouse.model.StatsSocket.Level;
import java.time.Duration;
import java.util.List;

/** {@code enable server}, {@code disable server} and {@code set server}. */
final class ServerCommands implements CommandFamily {
  private static final String USAGE =
      "usage: set server <backend>/<server> addr | agent | agent-addr | agent-port | agent-send |"
          + " check-addr | check-port | fqdn | health | ssl | state | weight\n";

  private final RunningGateway gateway;

  ServerCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "disable server",
            Level.ADMIN,
            "<bk>/<srv>",
            "put a server into maintenance (now: 'set server')",
            (request, connection, answer) -> state(request.word(2), AdminState.MAINT, answer)),
        Command.of(
            "enable server",
            Level.ADMIN,
            "<bk>/<srv>",
            "take a server out of maintenance (now: 'set server')",
            (request, connection, answer) -> state(request.word(2), AdminState.READY, answer)),
        Command.of(
            "disable health",
            Level.ADMIN,
            "<bk>/<srv>",
            "disable health checks",
            (request, connection, answer) -> checked(request.word(2), false, answer)),
        Command.of(
            "enable health",
            Level.ADMIN,
            "<bk>/<srv>",
            "enable health checks",
            (request, connection, answer) -> checked(request.word(2), true, answer)),
        Command.of(
            "shutdown sessions server",
            Level.ADMIN,
            "<bk>/<srv>",
            "end what a server is busy with",
            this::shutdownSessions),
        Command.of(
            "set server",
            Level.ADMIN,
            "<bk>/<srv> [opts]",
            "change a server's state, weight or address",
            this::set));
  }

  private void state(String name, AdminState state, Answer answer) {
    RunningServer server = gateway.server(name, answer);
    if (server != null) {
      gateway.change(() -> server.backend().serverState(server, state));
    }
  }

  private void set(Request request, Connection connection, Answer answer) {
    RunningServer server = gateway.server(request.word(2), answer);
    if (server == null) {
      return;
    }
    switch (request.word(3)) {
      case "weight" -> new NewWeight(gateway).give(server, request.word(4), answer);
      case "addr" -> new NewAddress(gateway).give(server, request, answer);
      case "agent", "agent-send" -> new AgentCommands(gateway).set(server, request, answer);
      case "agent-addr", "agent-port" -> new CheckPlace(gateway).ofAgent(server, request, answer);
      case "check-addr", "check-port" -> new CheckPlace(gateway).ofCheck(server, request, answer);
      case "fqdn" -> new NewName(gateway).give(server, request.word(4), answer);
      case "health" -> health(server, request.word(4), answer);
      case "state" -> {
        switch (request.word(4)) {
          case "ready" -> state(request.word(2), AdminState.READY, answer);
          case "drain" -> drain(server, request.word(5), answer);
          case "maint" -> state(request.word(2), AdminState.MAINT, answer);
          default ->
              answer.error("'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n");
        }
      }
      default -> answer.error(USAGE);
    }
  }

  /** HAProxy's word, and how long sessions are kept behind it. */
  private void drain(RunningServer server, String time, Answer answer) {
    Duration sessions = Delays.seconds(time);
    if (sessions == null && !time.isEmpty()) {
      answer.error(
          "'set server <srv> state drain' expects how long sessions are kept, as '30m'.\n");
      return;
    }
    gateway.change(
        () -> {
          server.backend().serverState(server, AdminState.DRAIN);
          server.life().keepSessions(sessions);
        });
  }

  private void health(RunningServer server, String wish, Answer answer) {
    if (server.tracked() != null) {
      answer.error("cannot change health on a tracking server.\n");
      return;
    }
    switch (wish) {
      case "up" -> health(server, ForcedHealth.UP);
      case "stopping" -> health(server, ForcedHealth.STOPPING);
      case "down" -> health(server, ForcedHealth.DOWN);
      default -> answer.error("'set server <srv> health' expects 'up', 'stopping', or 'down'.\n");
    }
  }

  private void health(RunningServer server, ForcedHealth health) {
    gateway.change(() -> server.backend().serverHealth(server, health));
  }

  private void checked(String name, boolean enabled, Answer answer) {
    RunningServer server = gateway.server(name, answer);
    if (server == null) {
      return;
    }
    if (server.check() != null) {
      gateway.change(() -> server.backend().serverCheckEnabled(server, enabled));
    } else if (enabled) {
      answer.error("Health check was not configured on this server, cannot enable.\n");
    }
  }

  private void shutdownSessions(Request request, Connection connection, Answer answer) {
    RunningServer server = gateway.server(request.word(3), answer);
    if (server != null) {
      gateway.plane().shutdownSessions(server);
    }
  }
}
