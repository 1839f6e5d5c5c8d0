package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.names.Counters;
import io.gatehouse.dataplane.names.Names.Report;
import io.gatehouse.model.StatsSocket.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code show resolvers}. */
final class NameCommands implements CommandFamily {
  private final RunningGateway gateway;

  NameCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "show resolvers",
            Level.USER,
            "[id]",
            "what name servers have been asked and have answered",
            this::show));
  }

  private void show(Request request, Connection connection, Answer answer) {
    Map<String, List<Report>> all = new LinkedHashMap<>();
    gateway.change(() -> all.putAll(gateway.plane().names().report()));
    String wanted = request.word(2);
    if (!wanted.isEmpty() && !all.containsKey(wanted)) {
      answer.error("Can't find that resolvers section\n");
      return;
    }
    all.forEach(
        (name, servers) -> {
          if (wanted.isEmpty() || wanted.equals(name)) {
            answer.print("Resolvers section " + name + "\n");
            servers.forEach(server -> print(server, answer));
          }
        });
  }

  private static void print(Report report, Answer answer) {
    Counters.Values values = report.values();
    answer.print(" nameserver " + report.nameServer() + ":\n");
    line("sent", values.sent(), answer);
    line("snd_error", values.sendErrors(), answer);
    line("valid", values.valid(), answer);
    line("update", values.updates(), answer);
    line("cname", 0, answer);
    line("cname_error", values.cnameErrors(), answer);
    line("any_err", values.anyErrors(), answer);
    line("nx", values.nx(), answer);
    line("timeout", 0, answer);
    line("refused", values.refused(), answer);
    line("other", values.other(), answer);
    line("invalid", values.invalid(), answer);
    line("too_big", values.tooBig(), answer);
    line("truncated", values.truncated(), answer);
    line("outdated", values.outdated(), answer);
  }

  private static void line(String name, long value, Answer answer) {
    answer.print("  %-12s %d\n".formatted(name + ":", value));
  }
}
