package io.gatehouse.gateway.runtime.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All commands by their words. */
public final class Registry {
  private static final int SUGGESTIONS = 5;

  private final List<Command> commands;

  private Registry(List<CommandFamily> families) {
    List<Command> all = new ArrayList<>();
    families.forEach(family -> all.addAll(family.commands()));
    // Those that every conversation needs come last, as readers of help expect.
    all.sort(Comparator.comparing(command -> command.usage()));
    all.addAll(new ConversationCommands(this::help).commands());
    this.commands = List.copyOf(all);
  }

  /** The commands that work on this gateway. */
  public static Registry of(RunningGateway gateway) {
    return new Registry(Families.of(gateway));
  }

  /**
   * Does what was said, or says why not.
   *
   * @return the end of the answer; what comes before it went to the outlet
   */
  public Answer run(Request request, Connection connection, Answer.Outlet outlet) {
    Answer answer = new Answer(connection.severity(), outlet);
    Command command = find(request);
    if (command == null) {
      answer.error(unknown(request));
    } else if (!connection.may(command.level())) {
      answer.error(Answer.DENIED);
    } else {
      attempt(command, request, connection, answer);
    }
    return answer;
  }

  /** A command that breaks is answered like any other; the conversation goes on. */
  private static void attempt(
      Command command, Request request, Connection connection, Answer answer) {
    try {
      command.action().run(request, connection, answer);
    } catch (RuntimeException broken) {
      answer.error("'" + String.join(" ", command.words()) + "' failed: " + broken);
    }
  }

  private @org.jspecify.annotations.Nullable Command find(Request request) {
    Command best = null;
    for (Command command : commands) {
      boolean said = command.common(request) == command.words().size();
      if (said && (best == null || command.words().size() > best.words().size())) {
        best = command;
      }
    }
    return best;
  }

  private String unknown(Request request) {
    List<Command> near = near(request);
    if (near.isEmpty()) {
      return "Unknown command. Please enter one of the following commands only:\n" + lines(shown());
    }
    return "Unknown command, but maybe one of the following ones is a better match:\n"
        + lines(near.stream());
  }

  private String help(Request request) {
    Request asked = new Request(request.words().subList(1, request.words().size()), "");
    List<Command> near = asked.words().isEmpty() ? List.of() : near(asked);
    return "The following commands are valid at this level:\n"
        + lines(near.isEmpty() ? shown() : near.stream());
  }

  private Stream<Command> shown() {
    return commands.stream().filter(Command::shown);
  }

  private static String lines(Stream<Command> commands) {
    StringBuilder text = new StringBuilder();
    commands.forEach(command -> text.append(command.help()));
    return text.toString();
  }

  /**
   * Those with the same first words, else the most similar; conversation commands always follow.
   */
  private List<Command> near(Request request) {
    String said = String.join(" ", request.words());
    List<Command> family = prefixed(request, said);
    if (family.isEmpty() && !said.isEmpty()) {
      family = similar(said);
    }
    if (family.isEmpty()) {
      return family;
    }
    List<Command> near = new ArrayList<>(family);
    shown()
        .filter(command -> ConversationCommands.WORDS.contains(command.words().get(0)))
        .filter(command -> !near.contains(command))
        .forEach(near::add);
    return near;
  }

  private List<Command> prefixed(Request request, String said) {
    List<Command> begun = shown().filter(command -> command.usage().startsWith(said)).toList();
    if (said.isEmpty() || !begun.isEmpty()) {
      return said.isEmpty() ? List.of() : begun;
    }
    int most = shown().mapToInt(command -> command.common(request)).max().orElse(0);
    return most == 0
        ? List.of()
        : shown().filter(command -> command.common(request) == most).toList();
  }

  private List<Command> similar(String said) {
    return shown()
        .filter(command -> Resemblance.of(command.words(), said) > 0)
        .sorted(
            Comparator.comparingInt((Command command) -> -Resemblance.of(command.words(), said)))
        .limit(SUGGESTIONS)
        .sorted(Comparator.comparing(Command::usage))
        .toList();
  }
}
