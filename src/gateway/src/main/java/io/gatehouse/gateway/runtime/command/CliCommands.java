package io.gatehouse.gateway.runtime.command;

import io.gatehouse.model.Endpoint;
import io.gatehouse.model.StatsSocket;
import io.gatehouse.model.StatsSocket.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The connection itself: its rights, its timeout, what it is told; and the environment. */
final class CliCommands implements CommandFamily {
  private static final String SEVERITIES =
      "one of 'none', 'number', 'string' is a required argument\n";

  private final RunningGateway gateway;

  CliCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of("user", Level.USER, "", "give up the rights beyond level user", lower()),
        Command.of("operator", Level.OPERATOR, "", "give up the rights of level admin", lower()),
        Command.of(
            "set timeout",
            Level.USER,
            "[cli] <delay>",
            "how long this connection may be silent",
            CliCommands::timeout),
        Command.of(
            "set severity-output",
            Level.USER,
            "[none|number|string]",
            "whether messages begin with their severity",
            CliCommands::severity),
        Command.of(
            "show cli level",
            Level.USER,
            "",
            "the rights of this connection",
            (request, connection, answer) -> answer.print(word(connection.level()) + "\n")),
        Command.of("show cli sockets", Level.USER, "", "the stats sockets", this::sockets),
        Command.of(
            "show env",
            Level.OPERATOR,
            "[var]",
            "environment variables",
            CliCommands::environment));
  }

  private static Command.Action lower() {
    return (request, connection, answer) ->
        connection.lower(Level.valueOf(request.word(0).toUpperCase(Locale.ROOT)));
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static void timeout(Request request, Connection connection, Answer answer) {
    if (!request.word(2).equals("cli")) {
      answer.error("'set timeout' only supports 'cli'.\n");
    } else if (request.word(3).isEmpty()) {
      answer.error("Expects an integer value.\n");
    } else {
      Duration delay = Delays.seconds(request.word(3));
      if (delay == null || delay.isZero()) {
        answer.error("Invalid timeout value.\n");
      } else {
        connection.timeout(delay);
      }
    }
  }

  private static void severity(Request request, Connection connection, Answer answer) {
    switch (request.word(2)) {
      case "none" -> connection.severity(Severity.Output.NONE);
      case "number" -> connection.severity(Severity.Output.NUMBER);
      case "string" -> connection.severity(Severity.Output.STRING);
      default -> answer.error(SEVERITIES);
    }
  }

  private void sockets(Request request, Connection connection, Answer answer) {
    answer.print("# socket lvl processes\n");
    for (StatsSocket socket : gateway.model().global().statsSockets()) {
      answer.print(address(socket.bind().endpoint()) + " " + word(socket.level()) + " all\n");
    }
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Unix unix -> (unix.abstractName() ? "abns@" : "unix@") + unix.path();
      case Endpoint.Inherited inherited -> "sockpair@" + inherited.descriptor();
      case Endpoint.Inet inet ->
          (inet.host().contains(":") ? "ipv6@" : "ipv4@") + inet.host() + ":" + inet.port();
    };
  }

  private static void environment(Request request, Connection connection, Answer answer) {
    Map<String, String> variables = new TreeMap<>(System.getenv());
    String wanted = request.word(2);
    if (wanted.isEmpty()) {
      variables.forEach((name, value) -> answer.print(name + "=" + value + "\n"));
    } else if (variables.containsKey(wanted)) {
      answer.print(wanted + "=" + variables.get(wanted) + "\n");
    } else {
      answer.error("Variable not found\n");
    }
  }
}
