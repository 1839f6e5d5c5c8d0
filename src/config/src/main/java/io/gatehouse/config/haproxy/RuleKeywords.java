package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** ACLs and rules; {@code config.haproxy.rule} understands them. */
final class RuleKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    ProxyRules.KEYWORDS.forEach(name -> all.put(name, SectionKind.PROXIES));
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    s.draft().rules().ifPresent(rules -> rules.read(s.cursor().line()));
  }
}
