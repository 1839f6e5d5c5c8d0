package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;

/** Checks by an agent: no server has one, which is what these commands answer. */
final class AgentCommands implements CommandFamily {
  private final RunningGateway gateway;

  AgentCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "disable agent",
            Level.ADMIN,
            "<bk>/<srv>",
            "disable checks by an agent",
            (request, connection, answer) -> gateway.server(request.word(2), answer)),
        Command.of(
            "enable agent", Level.ADMIN, "<bk>/<srv>", "enable checks by an agent", this::enable));
  }

  private void enable(Request request, Connection connection, Answer answer) {
    RunningServer server = gateway.server(request.word(2), answer);
    if (server != null) {
      answer.error("Agent was not configured on this server, cannot enable.\n");
    }
  }
}
