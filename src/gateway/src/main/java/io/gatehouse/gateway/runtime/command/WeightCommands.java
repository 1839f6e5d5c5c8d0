package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;

/** {@code get weight} and {@code set weight}. */
final class WeightCommands implements CommandFamily {
  private final RunningGateway gateway;

  WeightCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "get weight",
            Level.USER,
            "<bk>/<srv>",
            "a server's weight, now and at start",
            this::get),
        Command.of(
            "set weight",
            Level.ADMIN,
            "<bk>/<srv> <weight>[%]",
            "a server's weight (now: 'set server')",
            this::set));
  }

  private void get(Request request, Connection connection, Answer answer) {
    RunningServer server = gateway.server(request.word(2), answer);
    if (server != null) {
      answer.print(server.userWeight() + " (initial " + server.initialWeight() + ")\n");
    }
  }

  private void set(Request request, Connection connection, Answer answer) {
    RunningServer server = gateway.server(request.word(2), answer);
    if (server != null) {
      new NewWeight(gateway).give(server, request.word(3), answer);
    }
  }
}
