package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a statement's words before anybody gives them a meaning. */
final class LineSuspicions {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)");

  private final Environment environment;
  private final Diagnostics diagnostics;

  LineSuspicions(Environment environment, Diagnostics diagnostics) {
    this.environment = environment;
    this.diagnostics = diagnostics;
  }

  /**
   * Whether the statement can be used. HAProxy refuses empty words because they would hide those
   * that follow, and passes over lines whose first word is empty.
   */
  boolean pass(Line line) {
    if (line.keyword().isEmpty()) {
      if (line.size() > 1) {
        diagnostics.warning(
            line.span(), "the line is ignored because its first word is empty", hints(line, 0));
      }
      return false;
    }
    for (int i = 1; i < line.size(); i++) {
      if (line.text(i).isEmpty()) {
        diagnostics.error(
            line.span(i),
            "argument number %d at position %d is empty and marks the end of the argument list"
                .formatted(i, line.word(i).column()),
            hints(line, i));
        return false;
      }
    }
    warnOfContinuation(line);
    return true;
  }

  private String[] hints(Line line, int index) {
    Word word = line.word(index);
    int begin = word.column() - 1;
    Matcher m = VARIABLE.matcher(line.source().substring(begin, begin + word.rawLength()));
    List<String> hints = new ArrayList<>();
    while (m.find()) {
      String name = m.group(1);
      if (!environment.contains(name)) {
        hints.add("the environment variable '%s' is not set".formatted(name));
        hints.addAll(List.of(Suggestions.didYouMean(name, environment.variables().keySet())));
      }
    }
    return hints.toArray(String[]::new);
  }

  private void warnOfContinuation(Line line) {
    Word last = line.words().getLast();
    if (last.text().endsWith("\\") && !last.quoted()) {
      diagnostics.warning(
          line.span(line.size() - 1).part(last.rawLength() - 1, 1),
          "a backslash at the end of a line does not continue the statement in the next one");
    }
  }
}
