package io.gatehouse.gateway.runtime.command;

import io.gatehouse.model.StatsSocket.Level;
import java.util.List;

/**
 * One command of the language.
 *
 * @param words it begins with these
 * @param level who may say it
 * @param usage words and arguments as {@code help} shows them; empty for one that is not shown
 * @param meaning what {@code help} says about it
 */
record Command(List<String> words, Level level, String usage, String meaning, Action action) {
  private static final int USAGE_WIDTH = 40;

  /** What a command does. */
  @FunctionalInterface
  interface Action {
    void run(Request request, Connection connection, Answer answer);
  }

  Command {
    words = List.copyOf(words);
  }

  /** A command whose usage begins with its words. */
  static Command of(String words, Level level, String arguments, String meaning, Action action) {
    String usage = arguments.isEmpty() ? words : words + " " + arguments;
    return new Command(List.of(words.split(" ")), level, usage, meaning, action);
  }

  boolean shown() {
    return !usage.isEmpty();
  }

  /** How many of its words the request begins with. */
  int common(Request request) {
    int same = 0;
    while (same < words.size() && words.get(same).equals(request.word(same))) {
      same++;
    }
    return same;
  }

  /** Its line in {@code help}, with the columns that every reader of help knows. */
  String help() {
    String padded = usage + " ".repeat(Math.max(0, USAGE_WIDTH - usage.length()));
    return "  " + padded + ": " + meaning + "\n";
  }
}
