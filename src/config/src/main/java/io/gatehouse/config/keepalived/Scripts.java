package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.vip.Script;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import java.util.List;

/** Commands: a command in quotes, then the user and group that run it. */
final class Scripts {
  private Scripts() {}

  /** Takes a whole statement. */
  static Script command(Clause clause) throws ArgumentException {
    Diagnostics diagnostics = clause.context().diagnostics();
    Line line = clause.statement().raw().escaped(diagnostics);
    Cursor cursor = line.cursor(1, diagnostics);
    String program = cursor.next("a command");
    List<String> words = clause.statement().raw().command(diagnostics);
    if (words.isEmpty()) {
      throw cursor.error("'%s' is no command".formatted(program));
    }
    String user = cursor.hasNext() ? cursor.next("a user") : "";
    String group = cursor.hasNext() ? cursor.next("a group") : "";
    if (user.startsWith("/") || user.startsWith("-") || cursor.hasNext()) {
      diagnostics.error(
          line.span(2, line.size() - 1),
          "behind the command stand a user and a group, not '%s'".formatted(user),
          "put the command and its arguments between double quotes");
    }
    return new Script(words, user, group);
  }
}
