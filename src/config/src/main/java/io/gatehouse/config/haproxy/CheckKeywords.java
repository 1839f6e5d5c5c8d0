package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.check.HealthCheckerPlugin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How servers are checked. */
final class CheckKeywords implements KeywordFamily {
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
    String name = s.keyword().substring("option ".length());
    if (s.prefix() != Statement.Prefix.NONE) {
      s.cursor().end();
      s.values().clear(ProxySettings.CHECKER);
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
    s.set(ProxySettings.CHECKER, spec);
  }
}
