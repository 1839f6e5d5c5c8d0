package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import io.gatehouse.config.text.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What keeps sessions with their servers, but for rules. A later line of a kind replaces it. */
final class PersistenceKeywords implements KeywordFamily {
  private static final Set<String> KEYWORDS = Set.of("cookie", "appsession");

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "cookie", SectionKind.SERVER,
        "appsession", SectionKind.SERVER,
        "persist", SectionKind.SERVER,
        "dynamic-cookie-key", SectionKind.SERVER);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "dynamic-cookie-key" -> s.setText(ProxySettings.DYNAMIC_COOKIE_KEY, "a secret key");
      case "persist" -> named(s);
      case "appsession" -> appsession(s);
      default -> cookie(s);
    }
  }

  private static void cookie(Statement s) throws ArgumentException {
    s.set(ProxySettings.COOKIE_LINE, true);
    read(s, "cookie", s.cursor());
  }

  private static void appsession(Statement s) throws ArgumentException {
    if (s.draft().kind() == SectionKind.DEFAULTS) {
      throw s.cursor().error("'appsession' is not allowed in a 'defaults' section");
    }
    List<String> hints = new ArrayList<>(read(s, "appsession", s.cursor()).haproxyForm());
    hints.addFirst(
        hints.isEmpty()
            ? "HAProxy has nothing that does the same"
            : "for HAProxy take these lines");
    s.context()
        .diagnostics()
        .warning(
            s.cursor().line().span(0),
            "'appsession' was removed from HAProxy, it keeps working here",
            hints.toArray(String[]::new));
  }

  private static void named(Statement s) throws ArgumentException {
    String word = s.cursor().next("a persistence");
    int open = word.indexOf('(');
    String name = open < 0 ? word : word.substring(0, open);
    if (KEYWORDS.contains(name)) {
      throw s.cursor().error("'%s' is a keyword of its own, leave 'persist' out".formatted(name));
    }
    if (word.endsWith("()")) {
      throw s.cursor().error("'%s' expects a name between the parentheses".formatted(word));
    }
    read(s, name, open < 0 ? s.cursor() : BalanceKeyword.split(s, word, open));
  }

  private static SessionPersistenceSpec read(Statement s, String name, Cursor arguments)
      throws ArgumentException {
    Optional<SessionPersistencePlugin> plugin = s.context().vocabulary().persistence(name);
    if (plugin.isEmpty()) {
      throw s.cursor().unknown("persistence", s.context().vocabulary().persistences());
    }
    SessionPersistenceSpec spec = plugin.get().parse(arguments);
    arguments.end();
    Map<String, SessionPersistenceSpec> all =
        new LinkedHashMap<>(s.values().get(ProxySettings.PERSISTENCES, Map.of()));
    all.remove(name);
    all.put(name, spec);
    s.set(ProxySettings.PERSISTENCES, all);
    return spec;
  }
}
