package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code tune.*}: those with an effect, and the rest, which tunes HAProxy's inside. */
final class TuneKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    for (String name :
        Set.of("tune.bufsize", "tune.maxrewrite", "tune.http.maxhdr", "tune.http.logurilen")) {
      all.put(name, SectionKind.ONLY_GLOBAL);
    }
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "tune.bufsize" -> size(s, GlobalSettings.BUFSIZE);
      case "tune.maxrewrite" -> size(s, GlobalSettings.MAXREWRITE);
      case "tune.http.maxhdr" ->
          s.setNumber(GlobalSettings.MAX_HEADERS, "a number of headers", 1, 32_767);
      case "tune.http.logurilen" ->
          s.setNumber(GlobalSettings.LOG_URI, "a length in bytes", 0, 65_535);
      default -> throw new IllegalStateException(s.keyword());
    }
  }

  private static void size(Statement s, Setting<Integer> setting) throws ArgumentException {
    int size = (int) s.cursor().size("a size", 1 << 28);
    s.cursor().end();
    if (size < 1_024 && setting == GlobalSettings.BUFSIZE) {
      throw s.cursor().error("'tune.bufsize' must be at least 1024 bytes");
    }
    s.set(setting, size);
  }
}
