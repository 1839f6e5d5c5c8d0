package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import java.util.List;
import java.util.Set;

/** Actions on what is logged of an exchange. */
public final class LogActions extends ActionFamily {
  private static final int SILENT = -1;
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  public LogActions() {
    add("set-log-level", CONTENT, (phase, word, a) -> new SetLogLevel(level(a)));
  }

  private static int level(Arguments arguments) throws ArgumentException {
    String word = arguments.next("a log level");
    int level = LEVELS.indexOf(word);
    if (level < 0 && !word.equals("silent")) {
      throw arguments.error(
          "unknown log level '%s', expected 'silent' or one of %s"
              .formatted(word, String.join(" ", LEVELS)));
    }
    return level < 0 ? SILENT : level;
  }

  record SetLogLevel(int level) implements Action {
    @Override
    public Set<Phase> phases() {
      return CONTENT;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.logLevel(level);
      return Verdict.CONTINUE;
    }
  }
}
