package io.gatehouse.gateway.runtime.command;

import io.gatehouse.model.StatsSocket.Level;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** {@code help}, {@code prompt}, {@code quit}: what every conversation needs. */
final class ConversationCommands implements CommandFamily {
  static final Set<String> WORDS = Set.of("help", "prompt", "quit");

  private final Function<Request, String> help;

  ConversationCommands(Function<Request, String> help) {
    this.help = help;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "help",
            Level.USER,
            "[<command>]",
            "list the commands, or those that resemble this one",
            (request, connection, answer) -> answer.print(help.apply(request))),
        Command.of(
            "prompt",
            Level.USER,
            "[help | n | i | p]*",
            "keep the connection open, with or without a prompt",
            ConversationCommands::prompt),
        Command.of(
            "quit",
            Level.USER,
            "",
            "end the connection",
            (request, connection, answer) -> connection.end()));
  }

  private static void prompt(Request request, Connection connection, Answer answer) {
    Connection.Mode mode =
        connection.mode() == Connection.Mode.PROMPT
            ? Connection.Mode.SINGLE
            : Connection.Mode.PROMPT;
    for (int i = 1; i < request.words().size(); i++) {
      switch (request.word(i)) {
        case "n" -> mode = Connection.Mode.SINGLE;
        case "i" -> mode = Connection.Mode.INTERACTIVE;
        case "p" -> mode = Connection.Mode.PROMPT;
        default -> {
          answer.error("Usage: prompt [help | n | i | p]*\n");
          return;
        }
      }
    }
    connection.mode(mode);
  }
}
