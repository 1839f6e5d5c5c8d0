package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;

/** {@code set maxconn} of the process, of a frontend and of a server. */
final class LimitCommands implements CommandFamily {
  private final RunningGateway gateway;

  LimitCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "set maxconn frontend",
            Level.ADMIN,
            "<frontend> <value>",
            "connections of a frontend",
            this::frontend),
        Command.of(
            "set maxconn global",
            Level.ADMIN,
            "<value>",
            "connections of the process; 0 is the limit at start",
            this::global),
        Command.of(
            "set maxconn server",
            Level.ADMIN,
            "<bk>/<srv> <value>",
            "connections to a server; 0 is no limit",
            this::server));
  }

  private void frontend(Request request, Connection connection, Answer answer) {
    if (request.word(3).isEmpty()) {
      answer.error("A frontend name is expected.\n");
      return;
    }
    RunningFrontend frontend = gateway.frontend(request.word(3));
    if (frontend == null) {
      answer.error("No such frontend.\n");
      return;
    }
    Numbers.Leading limit = Numbers.leading(request.word(4));
    if (limit.digits().isEmpty()) {
      answer.error("Integer value expected.\n");
    } else if (limit.value() < 0) {
      answer.error("Value out of range.\n");
    } else {
      gateway.change(
          () -> {
            frontend.maxconn((int) limit.value());
            gateway.listeners(frontend).forEach(Listener::limitsChanged);
          });
    }
  }

  private void global(Request request, Connection connection, Answer answer) {
    Numbers.Leading limit = Numbers.leading(request.word(3));
    if (limit.digits().isEmpty()) {
      answer.error("Expects an integer value.\n");
      return;
    }
    int most = ProcessLimits.maxconn(gateway.model());
    if (limit.value() < 0 || limit.value() > most) {
      answer.error("Value out of range.\n");
      return;
    }
    int wanted = limit.value() == 0 ? gateway.model().global().maxconn() : (int) limit.value();
    gateway.change(() -> gateway.plane().maxconn(wanted));
  }

  private void server(Request request, Connection connection, Answer answer) {
    RunningServer server = gateway.server(request.word(3), answer);
    if (server == null) {
      return;
    }
    String word = request.word(4);
    Numbers.Leading limit = Numbers.leading(word);
    if (word.isEmpty()) {
      answer.error("Require <maxconn>.\n");
    } else if (limit.digits().isEmpty()) {
      answer.error("maxconn string empty or preceded by garbage");
    } else if (!limit.rest().isEmpty()) {
      answer.error("Trailing garbage in maxconn string");
    } else if (limit.value() < 0) {
      answer.error("Value out of range.\n");
    } else {
      gateway.change(() -> server.changeMaxconn((int) limit.value()));
    }
  }
}
