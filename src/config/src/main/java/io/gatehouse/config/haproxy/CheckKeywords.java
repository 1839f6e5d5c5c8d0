package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.check.ActionStep;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.config.text.Cursor;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How servers are checked. */
final class CheckKeywords implements KeywordFamily {
  private static final String OPTION = "option ";
  private static final String HTTP_CHECK = "http-check";
  private static final String EXTERNAL_CHECK = "external-check";

  /** Where the lines of a check are kept, by their keyword. */
  private static final Map<String, Setting<List<CheckStep>>> STEPS =
      Map.of(
          HTTP_CHECK, ProxySettings.HTTP_CHECK_STEPS, "tcp-check", ProxySettings.TCP_CHECK_STEPS);

  private static final Set<String> CHECKS =
      Set.of(
          "tcp-check",
          "httpchk",
          "ssl-hello-chk",
          "smtpchk",
          "mysql-check",
          "pgsql-check",
          "redis-check",
          "ldap-check",
          "spop-check",
          "external-check");

  /** How they are asked for; the check that nothing asks for has no option. */
  static List<String> options(Collection<String> checkers) {
    return checkers.stream().filter(name -> !name.equals("tcp")).map(OPTION::concat).toList();
  }

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    options(CHECKS).forEach(option -> all.put(option, SectionKind.SERVER));
    STEPS.keySet().forEach(name -> all.put(name, SectionKind.SERVER));
    all.put(EXTERNAL_CHECK, EnumSet.complementOf(EnumSet.of(SectionKind.FRONTEND)));
    all.put("spread-checks", SectionKind.ONLY_GLOBAL);
    all.put("max-spread-checks", SectionKind.ONLY_GLOBAL);
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    if (s.keyword().equals(EXTERNAL_CHECK)) {
      external(s);
      return;
    }
    if (s.keyword().equals("spread-checks")) {
      s.setNumber(GlobalSettings.SPREAD_CHECKS, "a percentage", 0, 50);
      return;
    }
    if (s.keyword().equals("max-spread-checks")) {
      Duration longest = s.cursor().time("a time");
      s.cursor().end();
      s.set(GlobalSettings.MAX_SPREAD_CHECKS, longest);
      return;
    }
    if (STEPS.containsKey(s.keyword())) {
      step(s);
      return;
    }
    option(s, s.keyword().substring(OPTION.length()));
  }

  private static void option(Statement s, String name) throws ArgumentException {
    if (s.prefix() != Statement.Prefix.NONE) {
      s.cursor().end();
      s.values().clear(ProxySettings.CHECKER);
      STEPS.values().forEach(s.values()::clear);
      return;
    }
    var spec = plugin(s.cursor(), name, s.context()).parse(s.cursor());
    s.cursor().end();
    if (name.equals("httpchk") && !s.values().own(ProxySettings.HTTP_CHECK_STEPS)) {
      s.values().clear(ProxySettings.HTTP_CHECK_STEPS);
    }
    s.set(ProxySettings.CHECKER, spec);
  }

  private static HealthCheckerPlugin plugin(Cursor cursor, String name, LoadContext context)
      throws ArgumentException {
    return context
        .vocabulary()
        .checker(name)
        .orElseThrow(
            () ->
                cursor.error(
                    "no plugin offers the health check '%s'; without the line servers are"
                            .formatted(name)
                        + " checked by a TCP connect"));
  }

  /** In the global section it allows such checks; elsewhere it says what is run. */
  private static void external(Statement s) throws ArgumentException {
    if (s.draft().kind() == SectionKind.GLOBAL) {
      boolean preserve = s.cursor().accept("preserve-env");
      s.cursor().end();
      s.set(GlobalSettings.EXTERNAL_CHECKS, true);
      s.set(GlobalSettings.PRESERVE_ENVIRONMENT, preserve);
      return;
    }
    String kind = s.cursor().peek();
    CheckStep step =
        plugin(s.cursor(), EXTERNAL_CHECK, s.context()).parseStep(s.cursor(), List.of());
    String value = s.cursor().line().word(s.cursor().index() - 1).text();
    s.cursor().end();
    boolean path = "path".equals(kind);
    s.set(path ? ProxySettings.CHECK_PATH : ProxySettings.CHECK_COMMAND, value);
    s.append(ProxySettings.EXTERNAL_CHECK_STEPS, step);
  }

  /**
   * A section's own lines replace those of its defaults, and with them the request of an inherited
   * {@code option httpchk}.
   */
  private static void step(Statement s) throws ArgumentException {
    Setting<List<CheckStep>> setting = Objects.requireNonNull(STEPS.get(s.keyword()));
    String option = s.keyword().equals(HTTP_CHECK) ? "httpchk" : s.keyword();
    Values values = s.values();
    boolean first = !values.own(setting);
    List<CheckStep> before = first ? List.of() : values.list(setting);
    CheckStep step = step(s.cursor(), option, before, s.context());
    s.cursor().end();
    boolean inherited =
        values.get(ProxySettings.CHECKER).filter(c -> c.name().equals(option)).isPresent()
            && !values.own(ProxySettings.CHECKER);
    if (first) {
      values.clear(setting);
    }
    if (first && inherited) {
      var fresh = plugin(s.cursor(), option, s.context()).parse(s.cursor());
      values.set(ProxySettings.CHECKER, fresh, s.at());
    }
    s.append(setting, step);
  }

  /** A line of the check itself, or an action on variables. */
  static CheckStep step(Cursor cursor, String option, List<CheckStep> before, LoadContext context)
      throws ArgumentException {
    String word = cursor.peek();
    Optional<ActionPlugin> action =
        word == null || !word.contains("(")
            ? Optional.empty()
            : context.vocabulary().action(Phase.CHECK, word);
    if (action.isEmpty()) {
      return plugin(cursor, option, context).parseStep(cursor, before);
    }
    cursor.next("an action");
    return new ActionStep(action.get().parse(Phase.CHECK, String.valueOf(word), cursor));
  }
}
