package io.gatehouse.gateway.runtime.command;

import io.gatehouse.model.StatsSocket.Level;
import java.util.List;
import java.util.stream.Collectors;

/** {@code show info} and {@code show version}. */
final class InfoCommands implements CommandFamily {
  private final RunningGateway gateway;

  InfoCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "show info", Level.USER, "[json|typed]*", "numbers about the process", this::info),
        Command.of("show version", Level.USER, "", "the version", this::version));
  }

  private void info(Request request, Connection connection, Answer answer) {
    List<InfoValue> values = new ProcessInfo(gateway).values();
    List<String> flags = request.words();
    if (flags.contains("json")) {
      answer.print(
          values.stream().map(InfoValue::json).collect(Collectors.joining(",", "[", "]\n")));
    } else if (flags.contains("typed")) {
      values.forEach(value -> answer.print(value.typed()));
    } else {
      values.forEach(value -> answer.print(value.plain()));
    }
  }

  private void version(Request request, Connection connection, Answer answer) {
    answer.message(Severity.INFO, gateway.release().version() + "\n");
  }
}
