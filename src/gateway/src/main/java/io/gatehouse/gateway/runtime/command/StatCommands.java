package io.gatehouse.gateway.runtime.command;

import io.gatehouse.gateway.runtime.statistics.Form;
import io.gatehouse.gateway.runtime.statistics.Selection;
import io.gatehouse.gateway.runtime.statistics.Statistics;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code show stat}. */
final class StatCommands implements CommandFamily {
  private final RunningGateway gateway;
  private final Statistics statistics;

  StatCommands(RunningGateway gateway) {
    this.gateway = gateway;
    this.statistics = new Statistics(gateway.plane(), gateway::maxconn);
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "show stat",
            Level.USER,
            "[<px> <type> <sid>] [json|no-maint|typed|up]*",
            "counters of proxies and servers",
            this::stat));
  }

  private void stat(Request request, Connection connection, Answer answer) {
    int next = 2;
    int proxy = -1;
    int types = -1;
    int server = -1;
    if (!request.word(4).isEmpty()) {
      Integer named = proxy(request.word(2));
      if (named == null) {
        answer.error("No such proxy.\n");
        return;
      }
      proxy = named;
      types = number(request.word(3));
      server = number(request.word(4));
      next = 5;
    }
    List<String> flags =
        request.words().subList(Math.min(next, request.words().size()), request.words().size());
    Form form =
        flags.contains("json") ? Form.JSON : flags.contains("typed") ? Form.TYPED : Form.CSV;
    boolean legends = connection.may(Level.OPERATOR);
    answer.print(
        statistics.dump(
            new Selection(
                proxy, types, server, flags.contains("up"), flags.contains("no-maint"), legends),
            form));
  }

  /** A number stands for itself, also when there is no such proxy. */
  private @Nullable Integer proxy(String word) {
    if (word.matches("-?\\d{1,9}")) {
      return Integer.valueOf(word);
    }
    if (gateway.frontend(word) != null) {
      return java.util.Objects.requireNonNull(gateway.frontend(word)).id();
    }
    return gateway.backend(word) == null
        ? null
        : java.util.Objects.requireNonNull(gateway.backend(word)).id();
  }

  private static int number(String word) {
    return word.matches("-?\\d{1,9}") ? Integer.parseInt(word) : 0;
  }
}
