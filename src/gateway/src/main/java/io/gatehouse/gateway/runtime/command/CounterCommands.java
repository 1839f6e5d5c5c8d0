package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;
import java.util.function.Consumer;

/** {@code clear counters}: the highest values, all values, or those of one server. */
final class CounterCommands implements CommandFamily {
  private final RunningGateway gateway;

  CounterCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "clear counters",
            Level.OPERATOR,
            "[all|server <bk>/<srv> [force]]",
            "begin the highest values anew, or everything",
            this::clear));
  }

  private void clear(Request request, Connection connection, Answer answer) {
    switch (request.word(2)) {
      case "all" -> {
        if (connection.may(Level.ADMIN)) {
          each(ProxyCounters::clear);
        } else {
          answer.error(Answer.DENIED);
        }
      }
      case "server" -> {
        if (connection.may(Level.ADMIN)) {
          server(request.word(3), answer);
        } else {
          answer.error(Answer.DENIED);
        }
      }
      default -> each(ProxyCounters::clearHighest);
    }
  }

  private void server(String name, Answer answer) {
    RunningServer server = gateway.server(name, answer);
    if (server != null) {
      server.counters().clear();
      server.line().waiting().clearHighest();
      answer.message(Severity.INFO, "Server counters cleared.\n");
    }
  }

  private void each(Consumer<ProxyCounters> clear) {
    gateway.plane().frontends().forEach(frontend -> clear.accept(frontend.counters()));
    for (RunningBackend backend : gateway.plane().backends()) {
      clear.accept(backend.counters());
      backend.waitingRoom().backendWaiting().clearHighest();
      for (RunningServer server : backend.servers()) {
        clear.accept(server.counters());
        server.line().waiting().clearHighest();
      }
    }
  }
}
