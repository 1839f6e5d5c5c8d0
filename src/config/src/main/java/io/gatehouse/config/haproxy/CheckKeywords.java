package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.HealthCheckerPlugin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How servers are checked. */
final class CheckKeywords implements KeywordFamily {
  private static final String HTTP_CHECK = "http-check";

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

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    CHECKS.forEach(name -> all.put("option " + name, SectionKind.SERVER));
    all.put(HTTP_CHECK, SectionKind.SERVER);
    all.put("spread-checks", SectionKind.ONLY_GLOBAL);
    all.put("max-spread-checks", SectionKind.ONLY_GLOBAL);
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
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
    if (s.keyword().equals(HTTP_CHECK)) {
      step(s);
      return;
    }
    String name = s.keyword().substring("option ".length());
    if (s.prefix() != Statement.Prefix.NONE) {
      s.cursor().end();
      s.values().clear(ProxySettings.CHECKER);
      s.values().clear(ProxySettings.CHECK_STEPS);
      return;
    }
    Optional<HealthCheckerPlugin> plugin = s.context().vocabulary().checker(name);
    if (plugin.isEmpty()) {
      throw s.cursor()
          .error(
              "no plugin offers the health check '%s'; without the line servers are checked by a TCP connect"
                  .formatted(name));
    }
    var spec = plugin.get().parse(s.cursor());
    s.cursor().end();
    if (!s.values().own(ProxySettings.CHECK_STEPS)) {
      s.values().clear(ProxySettings.CHECK_STEPS);
    }
    s.set(ProxySettings.CHECKER, spec);
  }

  /**
   * A section's own lines replace those of its defaults, and with them the request of an inherited
   * {@code option httpchk}.
   */
  private static void step(Statement s) throws ArgumentException {
    Optional<HealthCheckerPlugin> plugin = s.context().vocabulary().checker("httpchk");
    if (plugin.isEmpty()) {
      throw s.cursor().error("no plugin offers the health check 'httpchk'");
    }
    CheckStep step = plugin.get().parseStep(s.cursor());
    s.cursor().end();
    Values values = s.values();
    boolean first = !values.own(ProxySettings.CHECK_STEPS);
    boolean inherited =
        values.get(ProxySettings.CHECKER).filter(c -> c.name().equals("httpchk")).isPresent()
            && !values.own(ProxySettings.CHECKER);
    if (first) {
      values.clear(ProxySettings.CHECK_STEPS);
    }
    if (first && inherited) {
      values.set(ProxySettings.CHECKER, plugin.get().parse(s.cursor()), s.at());
    }
    s.append(ProxySettings.CHECK_STEPS, step);
  }
}
