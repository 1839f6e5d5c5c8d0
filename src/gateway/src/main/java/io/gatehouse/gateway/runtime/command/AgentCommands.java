package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;

/** Checks by an agent. */
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
            (request, connection, answer) -> enable(request.word(2), false, answer)),
        Command.of(
            "enable agent",
            Level.ADMIN,
            "<bk>/<srv>",
            "enable checks by an agent",
            (request, connection, answer) -> enable(request.word(2), true, answer)));
  }

  private void enable(String name, boolean enabled, Answer answer) {
    RunningServer server = gateway.server(name, answer);
    if (server == null) {
      return;
    }
    AgentState agent = server.agent();
    if (agent != null) {
      gateway.change(() -> agent.check().enabled(enabled));
    } else if (enabled) {
      answer.error("Agent was not configured on this server, cannot enable.\n");
    }
  }

  /** {@code set server … agent} and {@code agent-send}. */
  void set(RunningServer server, Request request, Answer answer) {
    AgentState agent = server.agent();
    String value = request.word(4);
    if (agent == null || !agent.check().enabled()) {
      answer.error("agent checks are not enabled on this server.\n");
    } else if (request.word(3).equals("agent-send")) {
      gateway.change(() -> agent.send(value));
    } else if (value.equals("up") || value.equals("down")) {
      gateway.change(() -> server.backend().agents().force(server, value.equals("up")));
    } else {
      answer.error("'set server <srv> agent' expects 'up' or 'down'.\n");
    }
  }
}
