package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From which files servers learn, when the process starts, how they were before. */
final class StateFileKeywords implements KeywordFamily {
  private static final String OWN_NAME = "use-backend-name";

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    all.put("server-state-base", SectionKind.ONLY_GLOBAL);
    all.put("server-state-file", SectionKind.ONLY_GLOBAL);
    all.put("load-server-state-from-file", SectionKind.SERVER);
    all.put("server-state-file-name", SectionKind.SERVER);
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "server-state-base" -> once(s, GlobalSettings.STATE_BASE, "a folder");
      case "server-state-file" -> once(s, GlobalSettings.STATE_FILE, "a file");
      case "load-server-state-from-file" -> source(s);
      default -> {
        String name = s.cursor().hasNext() ? s.cursor().next("a file") : OWN_NAME;
        s.cursor().end();
        s.set(ProxySettings.STATE_NAME, name.equals(OWN_NAME) ? "" : name);
      }
    }
  }

  private static void once(Statement s, Setting<String> setting, String expected)
      throws ArgumentException {
    if (s.values().get(setting).isPresent()) {
      throw s.cursor().error("'%s' was set already".formatted(s.keyword()));
    }
    s.setText(setting, expected);
  }

  private static void source(Statement s) throws ArgumentException {
    String word = s.cursor().next("'global', 'local' or 'none'");
    if (!Set.of("global", "local", "none").contains(word)) {
      throw s.cursor().unknown("'load-server-state-from-file'", List.of("global", "local", "none"));
    }
    s.cursor().end();
    s.set(ProxySettings.STATE_SOURCE, word);
  }
}
